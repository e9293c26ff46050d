import Testing

/// Refusals as servers word them, gathered from public threads, with other numbers and names.
enum RefusalTable {
    /// The expected second request.
    enum Change: Sendable {
        /// An answer of at most so many tokens.
        case length(Int)
        /// Members that are gone, by name.
        case without([String])
        /// The length by its newer name.
        case renamed
        /// No system role, and roles that take turns.
        case noSystem
    }

    /// A refusal and what it asks for.
    struct Row: Sendable, CustomTestStringConvertible {
        let status: Int
        let body: String
        let change: Change

        init(_ status: Int, _ body: String, _ change: Change) {
            self.status = status
            self.body = body
            self.change = change
        }

        var testDescription: String { String(body.prefix(90)) }
    }

    private static func openAI(_ message: String, param: String = "null", code: String = "null") -> String {
        #"{"error":{"message":"\#(message)","type":"invalid_request_error","param":\#(param),"code":\#(code)}}"#
    }

    /// Answers that are too long, for the model or for the window.
    ///
    /// The requests ask for 6000 tokens.
    static let sizes = [
        Row(
            400,
            openAI(
                "max_tokens is too large: 6000. This model supports at most 2048 completion tokens, whereas you provided 6000.",
                param: #""max_tokens""#), .length(2048)),
        Row(400, openAI("Invalid max_tokens value, the valid range of max_tokens is [1, 3072]"), .length(3072)),
        Row(
            400,
            openAI(
                "`max_tokens` must be less than or equal to `2048`, the maximum value for `max_tokens` is less than the `context_window` for this model"
            ), .length(2048)),
        Row(
            400,
            #"{"error":{"code":"invalid_parameter_error","param":null,"message":"<400> InternalError.Algo.InvalidParameter: Range of max_tokens should be [1, 2000]","type":"invalid_request_error"},"id":"c-1"}"#,
            .length(2000)),
        Row(
            400,
            #"{"type":"error","error":{"type":"invalid_request_error","message":"max_tokens: 6000 > 4096, which is the maximum allowed number of output tokens for model-3"}}"#,
            .length(4096)),
        Row(
            400,
            #"{"error":{"code":"InvalidParameter","message":"The parameter max_tokens specified in the request is not valid: integer above maximum value, expected a value <= 1024, but got 6000 instead. Request id: 02177","param":"max_tokens","type":"BadRequest"}}"#,
            .length(1024)),
        Row(
            400,
            #"[{"error":{"code":400,"message":"Unable to submit request because it has a maxOutputTokens value of 6000 but the supported range is from 1 (inclusive) to 2049 (exclusive). Update the value and try again.","status":"INVALID_ARGUMENT"}}]"#,
            .length(2048)),
        Row(
            422,
            #"{"detail":[{"type":"less_than_equal","loc":["body","max_tokens"],"msg":"Input should be less than or equal to 1500","input":6000,"ctx":{"le":1500}}]}"#,
            .length(1500)),
        Row(416, #"{"detail":"max_completion_tokens is limited for this model to 3000"}"#, .length(3000)),
        Row(
            400,
            #"{"message":"too many tokens: max tokens must be less than or equal to 2000, the maximum output length for this model - received 6000."}"#,
            .length(2000)),
        Row(
            400,
            #"{"message":"The maximum tokens you requested exceeds the model limit of 2000. Try again with a maximum tokens value that is lower than 2000."}"#,
            .length(2000)),
        Row(
            402,
            openAI(
                "This request requires more credits, or fewer max_tokens. You requested up to 6000 tokens, but can only afford 1834.",
                code: "402"), .length(1834)),
        Row(
            400,
            #"{"object":"error","message":"'max_tokens' or 'max_completion_tokens' is too large: 6000. This model's maximum context length is 4096 tokens and your request has 61 input tokens (6000 > 4096 - 61). None","type":"BadRequestError","param":null,"code":400}"#,
            .length(4035)),
        Row(
            400,
            openAI(
                "This model's maximum context length is 4097 tokens. However, you requested 6061 tokens (61 in the messages, 6000 in the completion). Please reduce the length of the messages or completion.",
                code: #""context_length_exceeded""#), .length(4036)),
        Row(
            400,
            openAI(
                "This endpoint's maximum context length is 4096 tokens. However, you requested about 6061 tokens (61 of text input, 6000 in the output). Please reduce the length of either one."
            ), .length(4035)),
        Row(
            422,
            #"{"error":"Input validation error: `inputs` tokens + `max_new_tokens` must be <= 4097. Given: 61 `inputs` tokens and 6000 `max_new_tokens`","error_type":"validation"}"#,
            .length(4036)),
        Row(
            400,
            #"{"type":"error","error":{"type":"invalid_request_error","message":"input length and `max_tokens` exceed context limit: 61 + 6000 > 5000, decrease input length or `max_tokens` and try again"}}"#,
            .length(4939)),
        Row(
            400,
            #"{"object":"error","message":"Requested token count exceeds the model's maximum context length of 4096 tokens. You requested a total of 6061 tokens: 61 tokens from the input messages and 6000 tokens for the completion.","type":"BadRequest","code":400}"#,
            .length(4035)),
        Row(
            400,
            #"{"message":"Please reduce the length of the messages or completion. Current length is 6061 while limit is 4096","type":"invalid_request_error","code":"context_length_exceeded"}"#,
            .length(4035)),
        Row(
            500,
            #"{"error":{"code":500,"message":"Requested tokens (6061) exceed context window of 2048","type":"server_error"}}"#,
            .length(1990)),
    ]

    /// Parameters that are not taken, or take one value only.
    static let members = [
        Row(
            400,
            openAI(
                "Unsupported value: 'temperature' does not support 0.3 with this model. Only the default (1) value is supported.",
                param: #""temperature""#, code: #""unsupported_value""#), .without(["temperature"])),
        Row(
            400, openAI("Unsupported parameter: 'temperature' is not supported with this model."),
            .without(["temperature"])),
        Row(400, openAI("invalid temperature: only 1 is allowed for this model"), .without(["temperature"])),
        Row(
            400,
            #"{"message":"`temperature` and `top_p` cannot both be specified for this model. Please use only one."}"#,
            .without(["temperature"])),
        Row(
            400,
            openAI(
                "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
                param: #""max_tokens""#, code: #""unsupported_parameter""#), .renamed),
        Row(400, openAI("Unrecognized request argument supplied: seed"), .without(["seed"])),
        Row(
            400, #"{"code":"400","error":"Argument not supported on this model: reasoningEffort"}"#,
            .without(["reasoning_effort"])),
        Row(
            422,
            #"{"object":"error","message":{"detail":[{"type":"extra_forbidden","loc":["body","stream_options"],"msg":"Extra inputs are not permitted","input":{"include_usage":true}}]},"type":"invalid_request_error"}"#,
            .without(["stream_options"])),
        Row(
            422,
            #"{"detail":[{"loc":["body","seed"],"msg":"extra fields not permitted","type":"value_error.extra"},{"loc":["body","stream_options"],"msg":"extra fields not permitted","type":"value_error.extra"}]}"#,
            .without(["seed", "stream_options"])),
        Row(400, openAI("property 'seed' is unsupported, did you mean 'stop'?"), .without(["seed"])),
        Row(
            400,
            #"[{"error":{"code":400,"message":"Invalid JSON payload received. Unknown name \"stream_options\": Cannot find field.\nInvalid JSON payload received. Unknown name \"seed\": Cannot find field.","status":"INVALID_ARGUMENT"}}]"#,
            .without(["stream_options", "seed"])),
        Row(400, openAI("Additional properties are not allowed ('seed' was unexpected)"), .without(["seed"])),
        Row(
            422,
            "Failed to deserialize the JSON body into the target type: unknown field `stream_options`, expected one of `model`, `messages`, `seed`, `stop`, `temperature`, `max_tokens` at line 1 column 40",
            .without(["stream_options"])),
        Row(
            500,
            #"{"error":{"message":"litellm.BadRequestError: ProviderException - {\"detail\":[{\"type\":\"extra_forbidden\",\"loc\":[\"body\",\"reasoning_effort\"],\"msg\":\"Extra inputs are not permitted\"}]}","code":"500"}}"#,
            .without(["reasoning_effort"])),
        Row(400, openAI("'stop' is not supported with this model."), .without(["stop"])),
        Row(400, #"{"error":"stream_options is not allowed for this deployment"}"#, .without(["stream_options"])),
        Row(400, #"{"error":{"message":"create() got an unexpected keyword argument 'seed'"}}"#, .without(["seed"])),
        Row(
            404,
            openAI("No endpoints found that support the parameter: the provider does not support reasoning_effort"),
            .without(["reasoning_effort"])),
        Row(
            400,
            openAI(
                "Unsupported value: 'stream' does not support true with this model. Only the default (false) value is supported."
            ), .without(["stream", "stream_options"])),
        Row(400, "", .without(["stream_options", "seed", "reasoning_effort"])),
        Row(400, openAI("max_tokens has been renamed; please send max_completion_tokens"), .renamed),
        Row(400, openAI("The parameter max_tokens was replaced by max_completion_tokens."), .renamed),
        Row(400, #"{"error":"not supported MaxTokens, please use MaxCompletionTokens"}"#, .renamed),
        Row(400, #"{"message":"Bad request","param":"temperature"}"#, .without(["temperature"])),
        Row(400, #"{"message":"Bad request","param":"seed"}"#, .without(["seed"])),
        Row(
            400, #"{"fault":{"faultstring":"Execution failed: property seed is not in the schema"}}"#,
            .without(["seed"])),
        Row(400, openAI("Please drop temperature from the request"), .without(["temperature"])),
        Row(400, openAI("temperature was set to a value that cannot be handled"), .without(["temperature"])),
        Row(400, openAI("不支持参数 'seed'"), .without(["seed"])),
    ]

    /// Models that take no system role, or want the roles to take turns.
    static let roles = [
        Row(
            400,
            #"{"object":"error","message":"System role not supported","type":"BadRequestError","param":null,"code":400}"#,
            .noSystem),
        Row(
            500,
            #"{"error":{"code":500,"message":"While executing CallExpression at line 1, column 72 in source:\n{{ raise_exception('System role not supported') }}{%- endif %}\nError: Jinja Exception: System role not supported","type":"server_error"}}"#,
            .noSystem),
        Row(
            400,
            #"{"object":"error","message":"Conversation roles must alternate user/assistant/user/assistant/...","code":400}"#,
            .noSystem),
        Row(
            400,
            openAI(
                "Unsupported value: 'messages[0].role' does not support 'system' with this model.",
                param: #""messages[0].role""#, code: #""unsupported_value""#), .noSystem),
        Row(
            400,
            #"[{"error":{"code":400,"message":"Developer instruction is not enabled for models/small-3","status":"INVALID_ARGUMENT"}}]"#,
            .noSystem),
        Row(
            422,
            #"{"detail":[{"type":"literal_error","loc":["body","messages",0,"role"],"msg":"Input should be 'user' or 'assistant'","input":"system"}]}"#,
            .noSystem),
        Row(
            400,
            #"{"type":"error","error":{"type":"invalid_request_error","message":"messages: Unexpected role \"system\". The Messages API accepts a top-level `system` parameter, not \"system\" as an input message role."}}"#,
            .noSystem),
        Row(400, openAI("Only user and assistant roles are supported!"), .noSystem),
        Row(
            400,
            #"{"error":"Error rendering prompt with jinja template: \"System message must be at the beginning.\"."}"#,
            .noSystem),
        Row(400, #"{"error":{"message":"This model does not support system messages"}}"#, .noSystem),
        Row(400, openAI("Conversations must start with a user prompt"), .noSystem),
        Row(400, openAI("The conversation must begin with a user message."), .noSystem),
        Row(400, openAI("Only messages with role 'user' and 'assistant' can be sent"), .noSystem),
        Row(400, openAI("角色信息不正确: system"), .noSystem),
    ]

    /// Refusals that nothing in the form of a request cures.
    static let standing = [
        (400, openAI("API key not valid. Please pass a valid API key.", code: #""API_KEY_INVALID""#)),
        (401, openAI("Incorrect API key provided: sk-*. The seed is not supported.", code: #""invalid_api_key""#)),
        (403, #"{"error":"stream_options: permission denied"}"#),
        (404, openAI("The model `x` does not exist or you do not have access to it.", code: #""model_not_found""#)),
        (400, openAI("Model Not Exist")),
        (400, openAI("x is not a valid model ID")),
        (
            400,
            openAI(
                "The response was filtered due to the prompt triggering our content management policy. Please modify your prompt and retry.",
                param: #""prompt""#, code: #""content_filter""#)
        ),
        (
            400,
            openAI("Your request was rejected as a result of our safety system.", code: #""content_policy_violation""#)
        ),
        (
            400,
            openAI("This model's maximum context length is 60 tokens. However, your messages resulted in 4218 tokens.")
        ),
        (
            400,
            #"{"error":{"code":400,"message":"the request exceeds the available context size","type":"exceed_context_size_error","n_prompt_tokens":5031,"n_ctx":64}}"#
        ),
        (402, openAI("Insufficient Balance")),
        (
            429,
            openAI(
                "You exceeded your current quota, please check your plan and billing details.",
                code: #""insufficient_quota""#)
        ),
        (400, openAI("User location is not supported for the API use.")),
        (400, #"{"error":{"message":"Invalid image in messages"}}"#),
    ]
}
