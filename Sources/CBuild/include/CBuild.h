#ifndef GALLEY_BUILD_H
#define GALLEY_BUILD_H

// The commit that the program was built from; empty where the build was not told (see scripts/setup.sh).
const char *galley_commit(void);

#endif
