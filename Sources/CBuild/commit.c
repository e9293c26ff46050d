#include "CBuild.h"

// A file of its own, so that another commit compiles nothing else anew.
#define GALLEY_TEXT_OF(name) #name
#define GALLEY_TEXT(name) GALLEY_TEXT_OF(name)

const char *galley_commit(void) {
#ifdef GALLEY_COMMIT
    return GALLEY_TEXT(GALLEY_COMMIT);
#else
    return "";
#endif
}
