#ifndef WRIT_CLINUX_CALLS_H
#define WRIT_CLINUX_CALLS_H

/* Calls of the system's C library that its headers show only to programs that ask for them by a macro. */

/* Flag 1: nothing may stand at the new place. Flag 2: the two change places. */
int renameat2(int oldfolder, const char *oldpath, int newfolder, const char *newpath, unsigned int flags);

/* Waits until a whole file system is on the disk. */
int syncfs(int descriptor);

#endif
