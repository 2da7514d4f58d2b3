/* A disk that can lose its power, run full, or fail: loaded in front of the C library (LD_PRELOAD).

   Every change to a file under SHIM_ROOT is written, in order and with its bytes, to SHIM_LOG/ops-<pid>, together with what the process sent
   over its sockets; tests/support/shim.py computes from it what a power cut at any moment would have left. The page SHIM_LOG/control tells it to
   fail, or to kill the process at the k-th operation. */

#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#define FDS 65536
#define KEPT_OUT 65536

/* The control page; the order of its fields is known to shim.py. */
struct control {
    int64_t write_error, sync_error; /* errno to answer with, 0: none */
    int64_t kill_at, half;           /* die at this operation; half: after half of it was written */
    int64_t count;                   /* operations so far */
    int64_t logging;
};

static pthread_mutex_t gate = PTHREAD_MUTEX_INITIALIZER;
static struct control *control;
static char root[PATH_MAX], folder[PATH_MAX];
static size_t root_size;
static int log_fd = -1;
static uint64_t inode[FDS]; /* of tracked files and folders, by descriptor */
static char *dir_path[FDS]; /* of tracked folders */

static void forked(void) { log_fd = -1; }

#define REAL(name) ((__typeof__(&name))real(#name))
static void *real(const char *name) {
    void *found = dlsym(RTLD_NEXT, name);
    if (!found) abort();
    return found;
}

__attribute__((constructor)) static void begin(void) {
    const char *r = getenv("SHIM_ROOT"), *l = getenv("SHIM_LOG");
    if (!r || !l) return;
    strncpy(folder, l, sizeof folder - 1);
    char path[PATH_MAX + 16];
    strcpy(path, folder);
    strcat(path, "/control");
    int fd = syscall(SYS_openat, AT_FDCWD, path, O_RDWR);
    if (fd < 0) return;
    void *page = mmap(0, sizeof *control, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    syscall(SYS_close, fd);
    if (page == MAP_FAILED) return;
    strncpy(root, r, sizeof root - 1);
    root_size = strlen(root);
    control = page;
    pthread_atfork(0, 0, forked);
}

static int ours(const char *path) { return control && path && !strncmp(path, root, root_size) && path[root_size] == '/'; }
static int tracked(int fd) { return control && fd >= 0 && fd < FDS && inode[fd]; }

static void put(const void *data, size_t size) {
    const char *at = data;
    while (size) {
        long n = syscall(SYS_write, log_fd, at, size);
        if (n <= 0) return;
        at += n, size -= (size_t)n;
    }
}

/* One record: kind, file, offset, length, bytes. */
static void note(char kind, uint64_t file, uint64_t offset, const void *data, uint32_t size) {
    if (!control->logging) return;
    if (log_fd < 0) {
        char path[PATH_MAX + 40], digits[12];
        int i = sizeof digits - 1, pid = getpid();
        digits[i] = 0;
        while (pid) digits[--i] = (char)('0' + pid % 10), pid /= 10;
        strcpy(path, folder), strcat(path, "/ops-"), strcat(path, digits + i);
        log_fd = (int)syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    }
    char head[21];
    head[0] = kind;
    memcpy(head + 1, &file, 8), memcpy(head + 9, &offset, 8), memcpy(head + 17, &size, 4);
    struct iovec parts[2] = {{head, sizeof head}, {(void *)data, size}};
    long n = syscall(SYS_writev, log_fd, parts, 2);
    if (n >= 0 && n < (long)(sizeof head + size)) put((const char *)data + (n - (long)sizeof head), sizeof head + size - (size_t)n);
}

static void note_two(char kind, const char *a, const char *b) {
    char both[2 * PATH_MAX];
    size_t n = strlen(a) + 1, m = strlen(b) + 1;
    memcpy(both, a, n), memcpy(both + n, b, m);
    note(kind, 0, 0, both, (uint32_t)(n + m));
}

/* Counts an operation; true when the process is to die at it. */
static int doomed(void) { return ++control->count == control->kill_at; }
static void die(void) { syscall(SYS_kill, getpid(), SIGKILL); for (;;) pause(); }

static int opened(int fd, const char *path, int flags, int was_there) {
    if (fd < 0 || fd >= FDS) return fd;
    struct stat s;
    if (fstat(fd, &s)) return fd;
    size_t n = strlen(path);
    if (S_ISREG(s.st_mode)) {
        if (n > 4 && !strcmp(path + n - 4, "-shm")) return fd; /* memory, rebuilt after a crash */
        inode[fd] = s.st_ino;
        if (!was_there) note('C', s.st_ino, 0, path, (uint32_t)n + 1);
        else if (flags & O_TRUNC) note('T', s.st_ino, 0, "", 0);
    } else if (S_ISDIR(s.st_mode)) {
        inode[fd] = s.st_ino;
        free(dir_path[fd]);
        dir_path[fd] = strdup(path);
    }
    return fd;
}

static int open_any(int at, const char *path, int flags, mode_t mode) {
    if (!(ours(path) || (control && !strcmp(path, root)))) return (int)REAL(openat)(at, path, flags, mode);
    pthread_mutex_lock(&gate);
    struct stat s;
    int was_there = !fstatat(at, path, &s, 0);
    if (!was_there && (flags & O_CREAT) && control->write_error) {
        pthread_mutex_unlock(&gate);
        errno = (int)control->write_error;
        return -1;
    }
    if (!was_there && (flags & O_CREAT) && doomed()) die();
    int fd = opened(REAL(openat)(at, path, flags, mode), path, flags, was_there);
    pthread_mutex_unlock(&gate);
    return fd;
}

#define MODE_OF(flags) mode_t mode = 0; if ((flags) & (O_CREAT | O_TMPFILE)) { va_list v; va_start(v, flags); mode = va_arg(v, mode_t); va_end(v); }
int open(const char *path, int flags, ...) { MODE_OF(flags) return open_any(AT_FDCWD, path, flags, mode); }
int open64(const char *path, int flags, ...) { MODE_OF(flags) return open_any(AT_FDCWD, path, flags, mode); }
int openat(int at, const char *path, int flags, ...) {
    MODE_OF(flags)
    if (ours(path)) return open_any(at, path, flags, mode);
    return (int)syscall(SYS_openat, at, path, flags, mode);
}
int openat64(int at, const char *path, int flags, ...) {
    MODE_OF(flags)
    if (ours(path)) return open_any(at, path, flags, mode);
    return (int)syscall(SYS_openat, at, path, flags, mode);
}

int close(int fd) {
    if (control && fd >= 0 && fd < FDS) inode[fd] = 0;
    return REAL(close)(fd);
}

/* Bytes into a tracked file. Returns what the caller is to see. */
static ssize_t into(int fd, const void *data, size_t size, off_t offset, int positioned) {
    pthread_mutex_lock(&gate);
    if (control->write_error) {
        errno = (int)control->write_error;
        pthread_mutex_unlock(&gate);
        return -1;
    }
    if (!positioned) offset = (fcntl(fd, F_GETFL) & O_APPEND) ? lseek(fd, 0, SEEK_END) : lseek(fd, 0, SEEK_CUR);
    int last = doomed();
    if (last && control->half) size /= 2;
    ssize_t n = last && !control->half ? 0 : positioned ? syscall(SYS_pwrite64, fd, data, size, offset) : syscall(SYS_write, fd, data, size);
    if (n > 0) note('W', inode[fd], (uint64_t)offset, data, (uint32_t)n);
    if (last) die();
    int kept = errno;
    pthread_mutex_unlock(&gate);
    errno = kept;
    return n;
}

static void sent(const void *data, size_t size) {
    pthread_mutex_lock(&gate);
    note('O', 0, 0, data, (uint32_t)(size < KEPT_OUT ? size : KEPT_OUT));
    pthread_mutex_unlock(&gate);
}
static int socket_fd(int fd) {
    struct stat s;
    return control && control->logging && !fstat(fd, &s) && S_ISSOCK(s.st_mode);
}

ssize_t write(int fd, const void *data, size_t size) {
    if (tracked(fd)) return into(fd, data, size, 0, 0);
    if (socket_fd(fd)) sent(data, size);
    return syscall(SYS_write, fd, data, size);
}
ssize_t pwrite(int fd, const void *data, size_t size, off_t offset) {
    return tracked(fd) ? into(fd, data, size, offset, 1) : syscall(SYS_pwrite64, fd, data, size, offset);
}
ssize_t pwrite64(int fd, const void *data, size_t size, off64_t offset) { return pwrite(fd, data, size, offset); }
ssize_t writev(int fd, const struct iovec *parts, int count) {
    if (tracked(fd)) {
        ssize_t all = 0;
        for (int i = 0; i < count; i++) {
            ssize_t n = into(fd, parts[i].iov_base, parts[i].iov_len, 0, 0);
            if (n < 0) return all ? all : n;
            all += n;
        }
        return all;
    }
    if (socket_fd(fd)) for (int i = 0; i < count; i++) sent(parts[i].iov_base, parts[i].iov_len);
    return syscall(SYS_writev, fd, parts, count);
}
ssize_t send(int fd, const void *data, size_t size, int flags) {
    if (socket_fd(fd)) sent(data, size);
    return syscall(SYS_sendto, fd, data, size, flags, 0, 0);
}
ssize_t sendmsg(int fd, const struct msghdr *message, int flags) {
    if (socket_fd(fd)) for (size_t i = 0; i < message->msg_iovlen; i++) sent(message->msg_iov[i].iov_base, message->msg_iov[i].iov_len);
    return syscall(SYS_sendmsg, fd, message, flags);
}

int ftruncate(int fd, off_t size) {
    if (!tracked(fd)) return (int)syscall(SYS_ftruncate, fd, size);
    pthread_mutex_lock(&gate);
    if (doomed()) die();
    int answer = (int)syscall(SYS_ftruncate, fd, size);
    if (!answer) note('T', inode[fd], (uint64_t)size, "", 0);
    pthread_mutex_unlock(&gate);
    return answer;
}
int ftruncate64(int fd, off64_t size) { return ftruncate(fd, size); }

static int flushed(int fd, long number) {
    if (!tracked(fd)) return (int)syscall(number, fd);
    pthread_mutex_lock(&gate);
    if (doomed()) die();
    int answer = 0;
    if (control->sync_error) {
        note('E', inode[fd], 0, "", 0);
        errno = (int)control->sync_error;
        answer = -1;
    } else if (dir_path[fd] && dir_path[fd][0] && ({ struct stat s; !fstat(fd, &s) && S_ISDIR(s.st_mode); }))
        note('D', 0, 0, dir_path[fd], (uint32_t)strlen(dir_path[fd]) + 1);
    else note('S', inode[fd], 0, "", 0); /* nothing is really flushed: the test decides what survives */
    int kept = errno;
    pthread_mutex_unlock(&gate);
    errno = kept;
    return answer;
}
int fsync(int fd) { return flushed(fd, SYS_fsync); }
int fdatasync(int fd) { return flushed(fd, SYS_fdatasync); }

static int moved(char kind, const char *from, const char *to, long number) {
    if (!ours(from) && !ours(to)) return (int)syscall(number, AT_FDCWD, from, AT_FDCWD, to, 0);
    pthread_mutex_lock(&gate);
    if (doomed()) die();
    int answer = (int)syscall(number, AT_FDCWD, from, AT_FDCWD, to, 0);
    if (!answer) note_two(kind, from, to);
    pthread_mutex_unlock(&gate);
    return answer;
}
int rename(const char *from, const char *to) { return moved('R', from, to, SYS_renameat2); }
int link(const char *from, const char *to) { return moved('L', from, to, SYS_linkat); }

int unlink(const char *path) {
    if (!ours(path)) return (int)syscall(SYS_unlinkat, AT_FDCWD, path, 0);
    pthread_mutex_lock(&gate);
    if (doomed()) die();
    int answer = (int)syscall(SYS_unlinkat, AT_FDCWD, path, 0);
    if (!answer) note('U', 0, 0, path, (uint32_t)strlen(path) + 1);
    pthread_mutex_unlock(&gate);
    return answer;
}
