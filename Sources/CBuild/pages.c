#include "CBuild.h"

#include <stddef.h>

// The compiler copies each page into the program (C23, 6.10.3), so that one file holds all, and a changed page is
// compiled anew. The order is that of the list that `galley help` shows.
#pragma clang diagnostic ignored "-Wc23-extensions"

static const char tutorial[] = {
#embed "../galley/galley.docc/tutorial.md"
, 0};
static const char own_server[] = {
#embed "../galley/galley.docc/own-server.md"
, 0};
static const char ollama[] = {
#embed "../galley/galley.docc/ollama.md"
, 0};
static const char groq[] = {
#embed "../galley/galley.docc/groq.md"
, 0};
static const char citing_notes[] = {
#embed "../galley/galley.docc/citing-notes.md"
, 0};
static const char refining_a_draft[] = {
#embed "../galley/galley.docc/refining-a-draft.md"
, 0};
static const char house_style[] = {
#embed "../galley/galley.docc/house-style.md"
, 0};
static const char hugo[] = {
#embed "../galley/galley.docc/hugo.md"
, 0};
static const char automation[] = {
#embed "../galley/galley.docc/automation.md"
, 0};
static const char candidates[] = {
#embed "../galley/galley.docc/candidates.md"
, 0};
static const char commands[] = {
#embed "../galley/galley.docc/commands.md"
, 0};
static const char sources[] = {
#embed "../galley/galley.docc/sources.md"
, 0};
static const char conversation[] = {
#embed "../galley/galley.docc/conversation.md"
, 0};
static const char style[] = {
#embed "../galley/galley.docc/style.md"
, 0};
static const char posts_in_and_out[] = {
#embed "../galley/galley.docc/posts-in-and-out.md"
, 0};
static const char terminal[] = {
#embed "../galley/galley.docc/terminal.md"
, 0};
static const char models[] = {
#embed "../galley/galley.docc/models.md"
, 0};
static const char configuration[] = {
#embed "../galley/galley.docc/configuration.md"
, 0};
static const char environment[] = {
#embed "../galley/galley.docc/environment.md"
, 0};
static const char scripting[] = {
#embed "../galley/galley.docc/scripting.md"
, 0};
static const char json_output[] = {
#embed "../galley/galley.docc/json-output.md"
, 0};
static const char sessions_and_promises[] = {
#embed "../galley/galley.docc/sessions-and-promises.md"
, 0};
static const char session_format[] = {
#embed "../galley/galley.docc/session-format.md"
, 0};
static const char files[] = {
#embed "../galley/galley.docc/files.md"
, 0};
static const char security[] = {
#embed "../galley/galley.docc/security.md"
, 0};
static const char architecture[] = {
#embed "../galley/galley.docc/architecture.md"
, 0};
static const char streaming_in_order[] = {
#embed "../galley/galley.docc/streaming-in-order.md"
, 0};
static const char durability[] = {
#embed "../galley/galley.docc/durability.md"
, 0};
static const char checking[] = {
#embed "../galley/galley.docc/checking.md"
, 0};
static const char measured[] = {
#embed "../galley/galley.docc/measured.md"
, 0};
static const char galley[] = {
#embed "../galley/galley.docc/galley.md"
, 0};

static const galley_page pages[] = {
    {"tutorial", tutorial},
    {"own-server", own_server},
    {"ollama", ollama},
    {"groq", groq},
    {"citing-notes", citing_notes},
    {"refining-a-draft", refining_a_draft},
    {"house-style", house_style},
    {"hugo", hugo},
    {"automation", automation},
    {"candidates", candidates},
    {"commands", commands},
    {"sources", sources},
    {"conversation", conversation},
    {"style", style},
    {"posts-in-and-out", posts_in_and_out},
    {"terminal", terminal},
    {"models", models},
    {"configuration", configuration},
    {"environment", environment},
    {"scripting", scripting},
    {"json-output", json_output},
    {"sessions-and-promises", sessions_and_promises},
    {"session-format", session_format},
    {"files", files},
    {"security", security},
    {"architecture", architecture},
    {"streaming-in-order", streaming_in_order},
    {"durability", durability},
    {"checking", checking},
    {"measured", measured},
    {"galley", galley},
    {NULL, NULL},
};

const galley_page *galley_pages(void) { return pages; }
