#ifndef GALLEY_XML_SHIM_H
#define GALLEY_XML_SHIM_H

// libxml2 is not linked but loaded when the first page in HTML is read: most runs read none, and none of them pays for it.
// `galley_xml` holds the functions that were found. The page is read through the reader of libxml2, whose functions are the
// same in all its versions. They are declared here, after HTMLparser.h and xmlreader.h: those headers bring ICU's with
// them, which clash with Foundation's, and every module that imports Library would need their folder.

#include <dlfcn.h>
#include <pthread.h>

typedef struct galley_xml_document *galley_xml_document;
typedef struct galley_xml_reader *galley_xml_reader;

// Options of htmlReadMemory (htmlParserOption).
enum {
    GALLEY_HTML_RECOVER = 1 << 0,
    GALLEY_HTML_NOERROR = 1 << 5,
    GALLEY_HTML_NOWARNING = 1 << 6,
    GALLEY_HTML_NONET = 1 << 11,
    GALLEY_HTML_COMPACT = 1 << 16,
};

// The functions of libxml2 that are used.
typedef struct galley_xml {
    galley_xml_document (*ReadMemory)(
        const char *bytes, int count, const char *address, const char *encoding, int options);
    void (*FreeDoc)(galley_xml_document document);
    galley_xml_reader (*ReaderWalker)(galley_xml_document document);
    void (*FreeTextReader)(galley_xml_reader reader);
    int (*TextReaderRead)(galley_xml_reader reader);
    int (*TextReaderNext)(galley_xml_reader reader);
    int (*TextReaderNodeType)(galley_xml_reader reader);
    const unsigned char *(*TextReaderConstName)(galley_xml_reader reader);
    const unsigned char *(*TextReaderConstValue)(galley_xml_reader reader);
    int (*TextReaderIsEmptyElement)(galley_xml_reader reader);
    int (*TextReaderMoveToFirstAttribute)(galley_xml_reader reader);
    int (*TextReaderMoveToNextAttribute)(galley_xml_reader reader);
    int (*TextReaderMoveToElement)(galley_xml_reader reader);
    // What is missing, in words; NULL when the library is ready.
    const char *missing;
} galley_xml;

// Where the functions are kept. Inside a function: a variable of the header itself is not always emitted by Swift.
static inline galley_xml *galley_xml_storage(void) {
    static galley_xml functions;
    return &functions;
}

static inline void *galley_xml_open(void) {
#ifdef __APPLE__
    static const char *const names[] = {"libxml2.2.dylib", "libxml2.dylib"};
#else
    static const char *const names[] = {"libxml2.so.2", "libxml2.so.16"};
#endif
    for (unsigned long index = 0; index < sizeof(names) / sizeof(*names); index++) {
        void *handle = dlopen(names[index], RTLD_NOW | RTLD_LOCAL);
        if (handle) return handle;
    }
    return NULL;
}

static inline void galley_xml_load_once(void) {
    galley_xml *lib = galley_xml_storage();
    void *handle = galley_xml_open();
    if (!handle) {
        lib->missing = "the library libxml2 is not installed";
        return;
    }
#define GALLEY_FIND(field, symbol)                                \
    lib->field = (__typeof__(lib->field))dlsym(handle, #symbol);  \
    if (!lib->field) {                                            \
        lib->missing = "the library libxml2 has no " #symbol;     \
        return;                                                   \
    }
    GALLEY_FIND(ReadMemory, htmlReadMemory)
    GALLEY_FIND(FreeDoc, xmlFreeDoc)
    GALLEY_FIND(ReaderWalker, xmlReaderWalker)
    GALLEY_FIND(FreeTextReader, xmlFreeTextReader)
    GALLEY_FIND(TextReaderRead, xmlTextReaderRead)
    GALLEY_FIND(TextReaderNext, xmlTextReaderNext)
    GALLEY_FIND(TextReaderNodeType, xmlTextReaderNodeType)
    GALLEY_FIND(TextReaderConstName, xmlTextReaderConstName)
    GALLEY_FIND(TextReaderConstValue, xmlTextReaderConstValue)
    GALLEY_FIND(TextReaderIsEmptyElement, xmlTextReaderIsEmptyElement)
    GALLEY_FIND(TextReaderMoveToFirstAttribute, xmlTextReaderMoveToFirstAttribute)
    GALLEY_FIND(TextReaderMoveToNextAttribute, xmlTextReaderMoveToNextAttribute)
    GALLEY_FIND(TextReaderMoveToElement, xmlTextReaderMoveToElement)
#undef GALLEY_FIND
}

// The functions, loaded by the first caller; look at `missing` before using any.
static inline const galley_xml *galley_xml_load(void) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, galley_xml_load_once);
    return galley_xml_storage();
}

#endif
