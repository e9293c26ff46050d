#define _GNU_SOURCE
#include "CTestSupport.h"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

int galley_test_terminal(int columns, int rows, char *name, size_t room) {
    int end = posix_openpt(O_RDWR | O_NOCTTY);
    if (end < 0) return -1;
    struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)columns};
    const char *other = NULL;
    if (grantpt(end) == 0 && unlockpt(end) == 0) other = ptsname(end);
    if (!other || strlen(other) >= room || ioctl(end, TIOCSWINSZ, &size) != 0 || fcntl(end, F_SETFD, FD_CLOEXEC) != 0
        || fcntl(end, F_SETFL, O_NONBLOCK) != 0) {
        close(end);
        return -1;
    }
    strcpy(name, other);
    return end;
}

int galley_test_spawn(
    pid_t *child, const char *path, char *const arguments[], char *const environment[], const char *folder,
    const char *terminal, const int ends[3]) {
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    sigset_t all, none;
    sigfillset(&all);
    sigemptyset(&none);
    posix_spawn_file_actions_init(&actions);
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSID | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK);
    posix_spawnattr_setsigdefault(&attributes, &all);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawn_file_actions_addchdir_np(&actions, folder);
    for (int stream = 0; stream < 3; stream++) {
        if (!terminal) {
            posix_spawn_file_actions_adddup2(&actions, ends[stream], stream);
        } else if (stream == 0) {
            // The first terminal that the leader of a session opens becomes its controlling terminal.
            posix_spawn_file_actions_addopen(&actions, 0, terminal, O_RDWR, 0);
        } else {
            posix_spawn_file_actions_adddup2(&actions, 0, stream);
        }
    }
    int result = posix_spawn(child, path, &actions, &attributes, arguments, environment);
    posix_spawn_file_actions_destroy(&actions);
    posix_spawnattr_destroy(&attributes);
    return result;
}

#ifdef __linux__
#include <errno.h>
#include <sys/mount.h>

int galley_test_small_disk(const char *folder, int kilobytes) {
    char options[64];
    snprintf(options, sizeof options, "size=%dk,mode=0700", kilobytes);
    return mount("tmpfs", folder, "tmpfs", 0, options) == 0 ? 0 : errno;
}

int galley_test_protect_disk(const char *folder, int protected) {
    // The disk itself is in use; a second, read-only view of it is laid over the first.
    if (!protected) return umount2(folder, MNT_DETACH) == 0 ? 0 : errno;
    if (mount(folder, folder, NULL, MS_BIND, NULL) != 0) return errno;
    return mount(NULL, folder, NULL, MS_BIND | MS_REMOUNT | MS_RDONLY, NULL) == 0 ? 0 : errno;
}

int galley_test_remove_disk(const char *folder) { return umount2(folder, MNT_DETACH) == 0 ? 0 : errno; }
#else
#include <errno.h>

int galley_test_small_disk(const char *folder, int kilobytes) { return ENOSYS; }
int galley_test_protect_disk(const char *folder, int protected) { return ENOSYS; }
int galley_test_remove_disk(const char *folder) { return ENOSYS; }
#endif
