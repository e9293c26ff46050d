/// The phrases with which servers refuse the form of a request: the one table for all refusals.
enum RefusalRules {
    /// Refusals for reasons other than the request's form, which a change cannot fix.
    ///
    /// All words of a row must be present.
    static let standing: [[String]] = [
        ["api key not valid"], ["invalid api key"], ["incorrect api key"], ["invalid_api_key"], ["api_key_invalid"],
        ["authentication"], ["unauthorized"], ["permission denied"], ["permission_denied"], ["access denied"],
        ["model_not_found"], ["model not found"], ["model not exist"], ["invalid model"], ["unknown model"],
        ["no such model"], ["not a valid model"], ["model", "does not exist"], ["deploymentnotfound"],
        ["content_filter"], ["content filter"], ["content management policy"], ["content_policy"], ["content policy"],
        ["usage polic"], ["safety system"], ["responsible ai"], ["moderation"], ["data_inspection_failed"],
        ["inappropriate content"], ["insufficient_quota"], ["insufficient balance"], ["billing"],
        ["location is not supported"], ["unsupported_country"], ["account", "deactivated"],
    ]

    /// Phrases that reject a parameter or its value.
    static let refusing = [
        "unsupported", "not support", "n't support", "nt support", "unrecognized", "unrecognised", "not recognized",
        "not recognised", "unknown", "unexpected", "not permitted", "not allowed", "n't allowed", "isnt allowed",
        "forbidden", "cannot find field", "extra_forbidden", "extra inputs", "extra fields", "additional propert",
        "not available", "unavailable", "only the default", "only 1 ", "must be 1", "deprecated", "cannot both",
        "cannot be both", "not both", "cannot be used", "cannot be specified", "cannot be set", "mutually exclusive",
        "together with", "incompatible", "not compatible", "not implemented", "not enabled", "not a valid", "not valid",
        "invalid", "no such", "not accepted", "not accept", "rejected", "must be", "should be", "out of range",
        "is fixed", "may not be", "is not a ", "no longer", "does not exist", "disabled", "can't be", "cannot contain",
        "not defined", "got an unexpected", "above maximum", "below minimum", "can only be", "drop ", "remove ",
        "omit ",
        "leave out", "cannot be handled", "cannot handle", "not in the schema", "不支持", "无效", "非法", "不允许", "不正确", "错误",
    ]

    /// Phrases that reject a parameter's name, whatever its value.
    static let unknowing = [
        "unsupported parameter", "unsupported_parameter", "unsupported argument", "is not support", "not supported",
        "is unsupported", "unrecognized", "unrecognised", "not recognized", "unknown", "unexpected", "not permitted",
        "not allowed", "extra_forbidden", "extra inputs", "extra fields", "additional propert", "cannot find field",
        "deprecated", "forbidden", "no such", "no longer", "not accepted", "unsupported field", "unsupported property",
    ]

    /// Phrases about a message's role; they count only near a phrase of `refusing`.
    static let roles = [
        "system role", "role system", "role: system", "role=system", "role of system", "system message",
        "system prompt", "system instruction", "developer instruction", "developer role", "developer message",
        "role developer", "not support system", "not support developer", "message role system", "messages.0.role",
    ]
    /// Phrases about roles that are enough on their own.
    static let order = [
        "roles must alternate", "must alternate", "should alternate", "alternating", "only user and assistant",
        "only user, assistant", "only supports user", "user or assistant", "must start with a user",
        "must start with user", "should start with user", "start with a user", "first message must be",
        "first message should be", "first message must", "system message must be at the beginning",
        "system message must be the first", "role must be one of", "top-level system parameter",
        "not system as an input",
        "multiple system messages", "consecutive user", "consecutive messages", "same role", "must begin with a user",
        "should begin with a user", "begin with user", "role user and assistant", "roles user and assistant", "角色信息不正确",
        "角色错误", "不支持system", "不支持 system",
    ]
    /// Words that show that a phrase of `order` is about messages.
    static let messages = ["role", "message", "conversation", "prompt", "角色", "system"]

    /// Names of the response format.
    static let forms = [
        "response_format", "json_schema", "json_object", "response format", "structured output", "json mode",
    ]
    /// Words that show that a refusal is not about an unnamed member.
    static let elsewhere = [
        "schema", "context", "model", "key", "token", "policy", "safety", "filter", "moderat", "credit", "balance",
        "quota", "region", "country", "location", "permission", "access", "account", "image", "tool", "role", "length",
        "language", "organization", "模型", "工具", "函数", "长度", "密钥", "余额", "额度", "权限", "地区", "敏感",
    ]

    /// Phrases that refuse tools, besides those that name them in English.
    static let tools = ["tool", "工具", "函数调用", "函数"]
}

extension ChatBody.Spare {
    /// The names that servers use for it, in lower case.
    var names: [String] {
        switch self {
        case .systemRole: []
        case .maxTokens, .maxCompletionTokens: [rawValue]
        case .responseFormat: RefusalRules.forms
        default: [rawValue, rawValue.replacing("_", with: "")]
        }
    }

    /// True if its name is also a common word.
    var isCommonWord: Bool {
        switch self {
        case .stop, .seed, .stream, .temperature: true
        default: false
        }
    }
}
