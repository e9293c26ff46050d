#ifndef GALLEY_XML_SHIM_H
#define GALLEY_XML_SHIM_H

// libxml2 is not linked but loaded when the first page in HTML is read: most runs read none, and none of them pays for it.
// The headers give the types; `galley_xml` holds the functions that were found. The page is read through the reader of
// libxml2, whose functions are the same in all its versions.

#include <dlfcn.h>
#include <pthread.h>
// ICU's headers would clash with those of Foundation. They only complete a structure that is not used here.
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED
#include <libxml/HTMLparser.h>
#include <libxml/xmlreader.h>

// The functions of libxml2 that are used, each with the type that its own header gives it.
typedef struct galley_xml {
    __typeof__(htmlReadMemory) *ReadMemory;
    __typeof__(xmlFreeDoc) *FreeDoc;
    __typeof__(xmlReaderWalker) *ReaderWalker;
    __typeof__(xmlFreeTextReader) *FreeTextReader;
    __typeof__(xmlTextReaderRead) *TextReaderRead;
    __typeof__(xmlTextReaderNext) *TextReaderNext;
    __typeof__(xmlTextReaderNodeType) *TextReaderNodeType;
    __typeof__(xmlTextReaderConstName) *TextReaderConstName;
    __typeof__(xmlTextReaderConstValue) *TextReaderConstValue;
    __typeof__(xmlTextReaderIsEmptyElement) *TextReaderIsEmptyElement;
    __typeof__(xmlTextReaderMoveToFirstAttribute) *TextReaderMoveToFirstAttribute;
    __typeof__(xmlTextReaderMoveToNextAttribute) *TextReaderMoveToNextAttribute;
    __typeof__(xmlTextReaderMoveToElement) *TextReaderMoveToElement;
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
