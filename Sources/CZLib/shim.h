#ifndef GALLEY_ZLIB_SHIM_H
#define GALLEY_ZLIB_SHIM_H

// zlib is not linked but loaded when a post is first checked: most runs check nothing, and none of them pays for it. The
// header gives the types; `galley_zlib` holds the functions that were found.

#include <dlfcn.h>
#include <pthread.h>
#include <stddef.h>
#include <zlib.h>

// The functions of zlib that are used, each with the type that its own header gives it; NULL where the library or the
// function is missing.
typedef struct galley_zlib {
    __typeof__(compress) *compress;
    __typeof__(compressBound) *compressBound;
} galley_zlib;

// Where the functions are kept. Inside a function: a variable of the header itself is not always emitted by Swift.
static inline galley_zlib *galley_zlib_storage(void) {
    static galley_zlib functions;
    return &functions;
}

static inline void galley_zlib_load_once(void) {
    galley_zlib *lib = galley_zlib_storage();
#ifdef __APPLE__
    void *handle = dlopen("libz.1.dylib", RTLD_NOW | RTLD_LOCAL);
#else
    void *handle = dlopen("libz.so.1", RTLD_NOW | RTLD_LOCAL);
#endif
    if (!handle) return;
    lib->compress = (__typeof__(lib->compress))dlsym(handle, "compress");
    lib->compressBound = (__typeof__(lib->compressBound))dlsym(handle, "compressBound");
}

// The functions, loaded by the first caller.
static inline const galley_zlib *galley_zlib_load(void) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, galley_zlib_load_once);
    return galley_zlib_storage();
}

#endif
