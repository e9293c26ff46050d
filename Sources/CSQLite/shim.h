#ifndef GALLEY_SQLITE_SHIM_H
#define GALLEY_SQLITE_SHIM_H

// SQLite is not linked but loaded when passages are first searched: most runs have no sources, and none of them pays for
// it. The header gives the types; `galley_sqlite` holds the functions that were found.

#include <dlfcn.h>
#include <pthread.h>
#include <stddef.h>
#include <sqlite3.h>

// The functions of SQLite that are used, each with the type that its own header gives it.
typedef struct galley_sqlite {
    __typeof__(sqlite3_open_v2) *open_v2;
    __typeof__(sqlite3_close_v2) *close_v2;
    __typeof__(sqlite3_exec) *exec;
    __typeof__(sqlite3_prepare_v2) *prepare_v2;
    __typeof__(sqlite3_bind_text) *bind_text;
    __typeof__(sqlite3_bind_int64) *bind_int64;
    __typeof__(sqlite3_step) *step;
    __typeof__(sqlite3_reset) *reset;
    __typeof__(sqlite3_finalize) *finalize;
    __typeof__(sqlite3_column_int64) *column_int64;
    // What is missing, in words; NULL when the library is ready.
    const char *missing;
} galley_sqlite;

// Where the functions are kept. Inside a function: a variable of the header itself is not always emitted by Swift.
static inline galley_sqlite *galley_sqlite_storage(void) {
    static galley_sqlite functions;
    return &functions;
}

static inline void galley_sqlite_load_once(void) {
    galley_sqlite *lib = galley_sqlite_storage();
#ifdef __APPLE__
    void *handle = dlopen("libsqlite3.dylib", RTLD_NOW | RTLD_LOCAL);
#else
    void *handle = dlopen("libsqlite3.so.0", RTLD_NOW | RTLD_LOCAL);
#endif
    if (!handle) {
        lib->missing = "the library libsqlite3 is not installed";
        return;
    }
#define GALLEY_FIND(name)                                               \
    lib->name = (__typeof__(lib->name))dlsym(handle, "sqlite3_" #name); \
    if (!lib->name) {                                                   \
        lib->missing = "the library libsqlite3 has no sqlite3_" #name;  \
        return;                                                         \
    }
    GALLEY_FIND(open_v2)
    GALLEY_FIND(close_v2)
    GALLEY_FIND(exec)
    GALLEY_FIND(prepare_v2)
    GALLEY_FIND(bind_text)
    GALLEY_FIND(bind_int64)
    GALLEY_FIND(step)
    GALLEY_FIND(reset)
    GALLEY_FIND(finalize)
    GALLEY_FIND(column_int64)
#undef GALLEY_FIND
}

// The functions, loaded by the first caller; look at `missing` before using any.
static inline const galley_sqlite *galley_sqlite_load(void) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, galley_sqlite_load_once);
    return galley_sqlite_storage();
}

// Binds a text that SQLite copies; its own constant for that is a cast that Swift cannot read.
static inline int galley_sqlite_bind(
    const galley_sqlite *lib, sqlite3_stmt *statement, int place, const char *text, int count) {
    return lib->bind_text(statement, place, text, count, SQLITE_TRANSIENT);
}

#endif
