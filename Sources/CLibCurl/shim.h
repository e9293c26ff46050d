#ifndef GALLEY_CURL_SHIM_H
#define GALLEY_CURL_SHIM_H

// libcurl is not linked but loaded when the first call is made: the ~30 shared libraries behind it cost some 9 ms of
// every start, also of those that never call a model. The headers give the types; `galley_curl` holds the functions
// that were found. Swift cannot call C variadics, hence one typed inline per kind of argument: an option that wants a
// `long` must get a `long`.

#include <curl/curl.h>
#include <dlfcn.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdint.h>
#include <sys/socket.h>

// The functions of libcurl that are used, each with the type that curl's own headers give it.
typedef struct galley_curl {
    __typeof__(curl_global_init) *global_init;
    __typeof__(curl_easy_init) *easy_init;
    __typeof__(curl_easy_cleanup) *easy_cleanup;
    __typeof__(curl_easy_setopt) *easy_setopt;
    __typeof__(curl_easy_getinfo) *easy_getinfo;
    __typeof__(curl_easy_strerror) *easy_strerror;
    __typeof__(curl_slist_append) *slist_append;
    __typeof__(curl_slist_free_all) *slist_free_all;
    __typeof__(curl_multi_init) *multi_init;
    __typeof__(curl_multi_cleanup) *multi_cleanup;
    __typeof__(curl_multi_setopt) *multi_setopt;
    __typeof__(curl_multi_add_handle) *multi_add_handle;
    __typeof__(curl_multi_remove_handle) *multi_remove_handle;
    __typeof__(curl_multi_perform) *multi_perform;
    __typeof__(curl_multi_poll) *multi_poll;
    __typeof__(curl_multi_wakeup) *multi_wakeup;
    __typeof__(curl_multi_info_read) *multi_info_read;
    __typeof__(curl_version_info) *version_info;
    // What is missing, in words; NULL when the library is ready.
    const char *missing;
} galley_curl;

#ifdef __APPLE__
#define GALLEY_CURL_NAME "libcurl.4.dylib"
#else
#define GALLEY_CURL_NAME "libcurl.so.4"
#endif

// Where the functions are kept. Inside a function: a variable of the header itself is not always emitted by Swift.
static inline galley_curl *galley_curl_storage(void) {
    static galley_curl functions;
    return &functions;
}

// Keeps OpenSSL from tearing itself down as the program exits. A thread may be in a handshake then, since transfers have a
// thread of their own, and would read what has been freed: the program would end by a segmentation fault, with its work
// done. What OpenSSL holds goes with the process. The first call of this function decides, hence it comes before curl's
// own; a libcurl with another TLS library has no such function. The constant is OpenSSL's OPENSSL_INIT_NO_ATEXIT.
static inline void galley_curl_keep_tls(void *libcurl) {
    int (*start)(uint64_t options, const void *settings);
    start = (__typeof__(start))dlsym(libcurl, "OPENSSL_init_crypto");
    if (start) { start(0x00080000, NULL); }
}

static inline void galley_curl_load_once(void) {
    galley_curl *lib = galley_curl_storage();
    void *handle = dlopen(GALLEY_CURL_NAME, RTLD_NOW | RTLD_LOCAL);
    if (!handle) {
        lib->missing = "the library " GALLEY_CURL_NAME " is not installed";
        return;
    }
#define GALLEY_FIND(name)                                                           \
    lib->name = (__typeof__(lib->name))dlsym(handle, "curl_" #name);                \
    if (!lib->name) {                                                               \
        lib->missing = "the library " GALLEY_CURL_NAME " is too old: it has no curl_" #name; \
        return;                                                                     \
    }
    GALLEY_FIND(global_init)
    GALLEY_FIND(easy_init)
    GALLEY_FIND(easy_cleanup)
    GALLEY_FIND(easy_setopt)
    GALLEY_FIND(easy_getinfo)
    GALLEY_FIND(easy_strerror)
    GALLEY_FIND(slist_append)
    GALLEY_FIND(slist_free_all)
    GALLEY_FIND(multi_init)
    GALLEY_FIND(multi_cleanup)
    GALLEY_FIND(multi_setopt)
    GALLEY_FIND(multi_add_handle)
    GALLEY_FIND(multi_remove_handle)
    GALLEY_FIND(multi_perform)
    GALLEY_FIND(multi_poll)
    GALLEY_FIND(multi_wakeup)
    GALLEY_FIND(multi_info_read)
    GALLEY_FIND(version_info)
#undef GALLEY_FIND
    galley_curl_keep_tls(handle);
    if (lib->global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK) {
        lib->missing = "the library " GALLEY_CURL_NAME " did not start";
    }
}

// The functions, loaded and initialised by the first caller; look at `missing` before using any. The library is never
// unloaded: that is not safe with the TLS libraries behind it. The state is the process's, as libcurl's own is.
static inline const galley_curl *galley_curl_load(void) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, galley_curl_load_once);
    return galley_curl_storage();
}

static inline CURLMcode galley_multi_set_long(const galley_curl *lib, CURLM *multi, CURLMoption option, long value) {
    return lib->multi_setopt(multi, option, value);
}

typedef size_t (*galley_curl_receive)(char *bytes, size_t size, size_t count, void *context);

static inline CURLcode galley_set_long(const galley_curl *lib, CURL *easy, CURLoption option, long value) {
    return lib->easy_setopt(easy, option, value);
}
static inline CURLcode galley_set_size(const galley_curl *lib, CURL *easy, CURLoption option, int64_t value) {
    return lib->easy_setopt(easy, option, (curl_off_t)value);
}
static inline CURLcode galley_set_string(const galley_curl *lib, CURL *easy, CURLoption option, const char *value) {
    return lib->easy_setopt(easy, option, value);
}
static inline CURLcode galley_set_pointer(const galley_curl *lib, CURL *easy, CURLoption option, const void *value) {
    return lib->easy_setopt(easy, option, value);
}
static inline CURLcode galley_set_list(
    const galley_curl *lib, CURL *easy, CURLoption option, struct curl_slist *value) {
    return lib->easy_setopt(easy, option, value);
}
static inline CURLcode galley_set_receive(
    const galley_curl *lib, CURL *easy, CURLoption option, galley_curl_receive value) {
    return lib->easy_setopt(easy, option, value);
}
typedef curl_socket_t (*galley_curl_socket)(void *context, curlsocktype purpose, struct curl_sockaddr *address);

static inline CURLcode galley_set_socket(
    const galley_curl *lib, CURL *easy, CURLoption option, galley_curl_socket value) {
    return lib->easy_setopt(easy, option, value);
}
// Opens the socket that curl asked for, closed in programs that this one starts.
static inline curl_socket_t galley_open_socket(const struct curl_sockaddr *address) {
    curl_socket_t socket_ = socket(address->family, address->socktype, address->protocol);
    if (socket_ >= 0) (void)fcntl(socket_, F_SETFD, FD_CLOEXEC);
    return socket_;
}
static inline long galley_get_long(const galley_curl *lib, CURL *easy, CURLINFO info) {
    long value = 0;
    return lib->easy_getinfo(easy, info, &value) == CURLE_OK ? value : 0;
}
static inline double galley_get_double(const galley_curl *lib, CURL *easy, CURLINFO info) {
    double value = 0;
    return lib->easy_getinfo(easy, info, &value) == CURLE_OK ? value : 0;
}
// NULL where curl has none; the string lives as long as the handle.
static inline const char *galley_get_string(const galley_curl *lib, CURL *easy, CURLINFO info) {
    char *value = NULL;
    return lib->easy_getinfo(easy, info, &value) == CURLE_OK ? value : NULL;
}
// The result of a finished transfer, which Swift cannot read out of curl's union.
static inline CURLcode galley_result(const CURLMsg *message) { return message->data.result; }

#endif
