#include "CBuild.h"

#include <sys/resource.h>

#ifdef __linux__
#include <sys/prctl.h>
#endif

// In C, since prctl takes any number of arguments, which Swift cannot call. Neither call can fail for a soft limit that
// is lowered.
void galley_forbid_core_files(void) {
    struct rlimit limit;
    if (getrlimit(RLIMIT_CORE, &limit) == 0) {
        limit.rlim_cur = 0;
        setrlimit(RLIMIT_CORE, &limit);
    }
#ifdef __linux__
    prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
#endif
}
