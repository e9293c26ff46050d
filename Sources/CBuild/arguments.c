#include "CBuild.h"

#include <stddef.h>

static const char *const none[] = {NULL};
static const char *const *arguments = none;

// glibc and Apple's dyld pass the arguments of main to constructors, too.
__attribute__((constructor)) static void keep_arguments(int count, const char *const *values) {
    if (count > 0 && values) arguments = values;
}

const char *const *galley_arguments(void) { return arguments; }
