#ifndef GALLEY_YAML_SHIM_H
#define GALLEY_YAML_SHIM_H

// libyaml is not linked but loaded when the first text in YAML is read: most runs have no configuration file, and none of
// them pays for it. The headers give the types; `galley_yaml` holds the functions that were found.

#include <dlfcn.h>
#include <pthread.h>
#include <yaml.h>

// The functions of libyaml that are used, each with the type that its own header gives it.
typedef struct galley_yaml {
    __typeof__(yaml_parser_initialize) *parser_initialize;
    __typeof__(yaml_parser_delete) *parser_delete;
    __typeof__(yaml_parser_set_input_string) *parser_set_input_string;
    __typeof__(yaml_parser_set_encoding) *parser_set_encoding;
    __typeof__(yaml_parser_parse) *parser_parse;
    __typeof__(yaml_event_delete) *event_delete;
    __typeof__(yaml_get_version_string) *get_version_string;
    // What is missing, in words; NULL when the library is ready.
    const char *missing;
} galley_yaml;

// Where the functions are kept. Inside a function: a variable of the header itself is not always emitted by Swift.
static inline galley_yaml *galley_yaml_storage(void) {
    static galley_yaml functions;
    return &functions;
}

static inline void *galley_yaml_open(void) {
#ifdef __APPLE__
    static const char *const names[] = {
        "libyaml-0.2.dylib", "/opt/homebrew/lib/libyaml-0.2.dylib", "/usr/local/lib/libyaml-0.2.dylib"};
#else
    static const char *const names[] = {"libyaml-0.so.2"};
#endif
    for (unsigned long index = 0; index < sizeof(names) / sizeof(*names); index++) {
        void *handle = dlopen(names[index], RTLD_NOW | RTLD_LOCAL);
        if (handle) return handle;
    }
    return NULL;
}

static inline void galley_yaml_load_once(void) {
    galley_yaml *lib = galley_yaml_storage();
    void *handle = galley_yaml_open();
    if (!handle) {
        lib->missing = "the library libyaml is not installed";
        return;
    }
#define GALLEY_FIND(name)                                             \
    lib->name = (__typeof__(lib->name))dlsym(handle, "yaml_" #name);  \
    if (!lib->name) {                                                 \
        lib->missing = "the library libyaml has no yaml_" #name;      \
        return;                                                       \
    }
    GALLEY_FIND(parser_initialize)
    GALLEY_FIND(parser_delete)
    GALLEY_FIND(parser_set_input_string)
    GALLEY_FIND(parser_set_encoding)
    GALLEY_FIND(parser_parse)
    GALLEY_FIND(event_delete)
    GALLEY_FIND(get_version_string)
#undef GALLEY_FIND
}

// The functions, loaded by the first caller; look at `missing` before using any.
static inline const galley_yaml *galley_yaml_load(void) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, galley_yaml_load_once);
    return galley_yaml_storage();
}

#endif
