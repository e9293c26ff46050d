/// The wordings that servers use for sizes in tokens: one row each, with names for the numbers.
///
/// - `window`: the maximum of prompt and answer together.
/// - `prompt`: tokens of the prompt; `least`: the same, but there may be more.
/// - `more`: tokens of tools, which belong to the prompt.
/// - `total`: prompt and answer.
/// - `answer`: the requested length of the answer.
/// - `ceiling`: the longest answer; `below`: one more than that.
///
/// The wordings come from public threads in which users of OpenAI, Azure, Anthropic, Google, Groq, DeepSeek, Mistral,
/// Together, OpenRouter, Cohere, xAI, Alibaba, Moonshot, Cerebras, vLLM, SGLang, TGI, llama.cpp, LM Studio and Bedrock
/// quote them.
enum SizeRules {
    /// The rows that are clear on their own.
    static let rows = [
        "maximum context length is {window}", "maximum context length of {window}", "context window of {window}",
        "context length of {window}", "context length of only {window}", "context length is {window}",
        "context length is only {window}", "context window is {window}", "context size is {window}",
        "context size of {window}", "available context size ({window}", "context limit of {window}",
        "context limit is {window}", "max context length: {window}", "maximum context length: {window}",
        "with {window} maximum context length", "context length ({window})", "context window ({window}",
        "context size ({window}", "context length limit of {window}", "model token limit: {window}",
        "model length of {window}", "total tokens limit {window}", "maximum sequence length of {window}",
        "maximum model length of {window}", "max_model_len of {window}", "max_total_tokens is {window}",
        "maximum prompt length is {window}", "current length is {total} while limit is {window}",
        "inputs tokens + max_new_tokens must be <= {window}", "input tokens + max_tokens must be <= {window}",
        "{prompt} + {answer} > {window}", "{prompt} + {answer} exceeds *{window}",
        "({prompt}) + *({answer}) > *{window}",
        "({prompt}) + *({answer}) exceeds *{window}", "+ max_tokens > {window}",
        "+ max_tokens must not exceed {window}",
        "+ max_tokens exceeds {window}", "+ max_new_tokens > {window}", "session length limit is {window}",
        "not exceed max_num_tokens ({window}", "prompt length ({prompt}",
        "context window has {window}", "context window holds {window}", "context window only has {window}",
        "prompt is too long: {prompt} tokens > {window}",
        "(prompt and prediction) cannot exceed {window}", "max size: {window} tokens",
        "input token count ({prompt}) exceeds the maximum number of tokens allowed ({window})",
        "input token count *exceeds the maximum number of tokens allowed {window}",
        "number of input tokens {prompt} cannot exceed",
        "{prompt} in the messages", "{prompt} of text input", "{more} of tool input", "{more} in the functions",
        "{prompt} in your prompt", "at least {least} input tokens", "{prompt} input tokens", "{prompt} inputs tokens",
        "{prompt} tokens from the input", "messages resulted in {prompt}", "prompt contains {prompt} tokens",
        "request contains {prompt} tokens", "request ({prompt} tokens)", "prompt is too long: {prompt}",
        "input has {prompt} tokens", "input is {prompt} tokens", "prompt has {prompt} tokens",
        "prompt_tokens: {prompt}", "prompt length {prompt}", "prompt length of {prompt}",
        "you requested {total} tokens (", "you requested about {total} tokens", "a total of {total} tokens",
        "requested {answer} output tokens", "and {answer} max_new_tokens", "{answer} in the completion",
        "{answer} in the output", "{answer} for the completion", "{answer} tokens for the completion",
        "at most {ceiling} completion tokens", "at most {ceiling} output tokens",
        "maximum of {ceiling} output tokens", "maximum of {ceiling} completion tokens",
        "maximum output length is {ceiling}", "maximum output tokens is {ceiling}", "max output tokens: {ceiling}",
        "> {ceiling}, which is the maximum allowed number of output tokens", "but can only afford {ceiling}",
    ].map(WordPattern.init)

    /// The rows that count only if the length of the answer is named nearby.
    static let ceilings = [
        "range of *[1, {ceiling}]", "range is [1, {ceiling}]", "range [1, {ceiling}]", "in [1, {ceiling}]",
        "[1,{ceiling}]", "[1, {ceiling}]", "(0, {ceiling}]", "(0,{ceiling}]", "[0, {ceiling}]",
        "less or equal to {ceiling}",
        "less than or equal {ceiling}", "must be ≤ {ceiling}", "between 1 and {ceiling}", "from 1 to {ceiling}",
        "less than or equal to {ceiling}",
        "<= {ceiling}", "no more than {ceiling}", "not exceed {ceiling}", "cannot be greater than {ceiling}",
        "cannot exceed {ceiling}", "at most {ceiling}", "up to {ceiling}", "less than {below}", "lower than {below}",
        "to {below} (exclusive)", "below {below}", "< {below}", "maximum value is {ceiling}", "maximum is {ceiling}",
        "maximum of {ceiling}", "maximum allowed is {ceiling}", "maximum allowed value is {ceiling}",
        "maximum allowed value of {ceiling}", "max is {ceiling}", "max allowed is {ceiling}", "limit of {ceiling}",
        "limit is {ceiling}", "maximum: {ceiling}", "max: {ceiling}", "limit: {ceiling}", "maximum ({ceiling})",
        "limit ({ceiling})", "limited to {ceiling}",
    ].map(WordPattern.init)

    /// Names of the answer's length.
    static let answerNames = [
        "max_tokens", "max_completion_tokens", "max_new_tokens", "max_output_tokens", "maxtokens", "maxoutputtokens",
        "max tokens", "max output tokens", "maximum tokens", "completion tokens", "output tokens", "num_predict",
        "maximum output", "max new tokens", "n_predict", "generation length", "generated tokens", "generation tokens",
        "output limit", "output cap", "output length", "response length", "completion length", "tokens to generate",
        "输出长度", "生成长度", "最大输出", "最大生成", "输出token", "输出 token", "生成token", "生成 token", "输出的token", "回复长度",
    ]
    /// Names of the window.
    static let windowNames = [
        "context", "total tokens", "token limit", "sequence length", "model length", "max_model_len", "window",
        "session length", "上下文", "总长度", "最大长度", "输入长度", "窗口",
    ]
    /// Phrases that say that something is too much.
    static let tooMuch = [
        "too large", "too long", "too big", "too high", "too many", "exceed", "above", "greater than", "larger than",
        "more than", "less than", "lower than", "at most", "at least", "maximum", "limit", "range", "<=", "between",
        "out of bounds", "not valid", "invalid", "interval", "must be in", "less or equal", "over the", "cap of",
        "not possible",
        "supports", "allowed", "超过", "超出", "大于", "小于", "最大", "最多", "范围", "上限", "限制", "过长", "太长",
    ]
}
