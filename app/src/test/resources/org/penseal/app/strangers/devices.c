// SPDX-License-Identifier: Apache-2.0
// Hardware for one process (LD_PRELOAD): modem lines on a pseudo terminal that stands for a USB
// converter, and a V4L2 camera at /dev/video0 that gives JPEG files; every listen() is written down.
// CAMERA_CLIPS is a folder with a file "now" that names a folder of JPEG files; LISTEN_LOG is a file.
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/videodev2.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

#define BUFFERS 4
#define SIZE (1 << 20)
#define WIDTH 640
#define HEIGHT 480
#define STILL "still"

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int camera = -1;
static int queue[BUFFERS], queued;
static unsigned sequence;
static struct timespec due;
static char asked[256], clip[256];
static struct dirent **files;
static int count, next, still; // still: where sitting still was interrupted

static int only_jpeg(const struct dirent *entry) { return strstr(entry->d_name, ".jpg") != NULL; }

static void play(const char *name) {
  char path[1024];
  if (strcmp(clip, STILL) == 0) still = next;
  for (int i = 0; i < count; i++) free(files[i]);
  free(files);
  files = NULL;
  snprintf(clip, sizeof clip, "%s", name);
  snprintf(path, sizeof path, "%s/%s", getenv("CAMERA_CLIPS"), clip);
  count = scandir(path, &files, only_jpeg, alphasort);
  if (count < 0) count = 0;
  next = strcmp(clip, STILL) == 0 && still < count ? still : 0;
}

// "now" holds "NUMBER CLIP": a gesture is made once for each number, whole; then the person sits still.
static void choose(void) {
  char path[1024], line[256] = "";
  if (strcmp(clip, STILL) != 0 && next < count) return;
  snprintf(path, sizeof path, "%s/now", getenv("CAMERA_CLIPS"));
  FILE *now = fopen(path, "r");
  if (now != NULL) {
    if (fgets(line, sizeof line, now) == NULL) line[0] = 0;
    fclose(now);
  }
  line[strcspn(line, "\n")] = 0;
  char *name = strchr(line, ' ');
  if (name != NULL && strcmp(line, asked) != 0) {
    strcpy(asked, line);
    play(name + 1);
  } else if (next >= count) {
    play(STILL);
  }
}

static int picture(struct v4l2_buffer *buffer) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  if (due.tv_sec == 0) due = now;
  clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &due, NULL);
  due.tv_nsec += 1000000000 / 30;
  if (due.tv_nsec >= 1000000000) {
    due.tv_sec++;
    due.tv_nsec -= 1000000000;
  }
  choose();
  if (queued == 0 || next >= count) {
    errno = EAGAIN;
    return -1;
  }
  char path[1024];
  snprintf(path, sizeof path, "%s/%s/%s", getenv("CAMERA_CLIPS"), clip, files[next++]->d_name);
  int in = open(path, O_RDONLY | O_CLOEXEC);
  static char bytes[SIZE];
  ssize_t length = in < 0 ? -1 : read(in, bytes, sizeof bytes);
  if (in >= 0) close(in);
  int index = queue[0];
  memmove(queue, queue + 1, sizeof(int) * (size_t) --queued);
  if (length <= 0 || pwrite(camera, bytes, (size_t) length, (off_t) index * SIZE) != length) {
    errno = EIO;
    return -1;
  }
  clock_gettime(CLOCK_MONOTONIC, &now);
  buffer->index = (unsigned) index;
  buffer->bytesused = (unsigned) length;
  buffer->length = SIZE;
  buffer->sequence = sequence++;
  buffer->field = V4L2_FIELD_NONE;
  buffer->memory = V4L2_MEMORY_MMAP;
  buffer->m.offset = (unsigned) index * SIZE;
  buffer->timestamp.tv_sec = now.tv_sec;
  buffer->timestamp.tv_usec = now.tv_nsec / 1000;
  buffer->flags = V4L2_BUF_FLAG_TIMESTAMP_MONOTONIC;
  return 0;
}

static void format(struct v4l2_format *f) {
  struct v4l2_pix_format *p = &f->fmt.pix;
  p->width = WIDTH;
  p->height = HEIGHT;
  p->pixelformat = V4L2_PIX_FMT_MJPEG;
  p->field = V4L2_FIELD_NONE;
  p->bytesperline = 0;
  p->sizeimage = SIZE;
  p->colorspace = V4L2_COLORSPACE_JPEG;
}

static int video(unsigned long request, void *argument) {
  switch (request) {
    case VIDIOC_QUERYCAP: {
      struct v4l2_capability *capability = argument;
      memset(capability, 0, sizeof *capability);
      strcpy((char *) capability->driver, "uvcvideo");
      strcpy((char *) capability->card, "Desk camera");
      strcpy((char *) capability->bus_info, "usb-0000:00:14.0-3");
      capability->device_caps = V4L2_CAP_VIDEO_CAPTURE | V4L2_CAP_STREAMING;
      capability->capabilities = capability->device_caps | V4L2_CAP_DEVICE_CAPS;
      return 0;
    }
    case VIDIOC_ENUMINPUT: {
      struct v4l2_input *input = argument;
      if (input->index != 0) break;
      input->type = V4L2_INPUT_TYPE_CAMERA;
      return 0;
    }
    case VIDIOC_G_INPUT:
      *(int *) argument = 0;
      return 0;
    case VIDIOC_S_INPUT:
      return 0;
    case VIDIOC_ENUM_FMT: {
      struct v4l2_fmtdesc *description = argument;
      if (description->index != 0) break;
      description->pixelformat = V4L2_PIX_FMT_MJPEG;
      return 0;
    }
    case VIDIOC_G_FMT:
    case VIDIOC_S_FMT:
    case VIDIOC_TRY_FMT:
      format(argument);
      return 0;
    case VIDIOC_G_PARM:
    case VIDIOC_S_PARM: {
      struct v4l2_streamparm *parameters = argument;
      parameters->parm.capture.capability = V4L2_CAP_TIMEPERFRAME;
      parameters->parm.capture.timeperframe.numerator = 1;
      parameters->parm.capture.timeperframe.denominator = 30;
      return 0;
    }
    case VIDIOC_REQBUFS: {
      struct v4l2_requestbuffers *buffers = argument;
      if (buffers->memory != V4L2_MEMORY_MMAP) break;
      if (buffers->count > BUFFERS) buffers->count = BUFFERS;
      queued = 0;
      return 0;
    }
    case VIDIOC_QUERYBUF: {
      struct v4l2_buffer *buffer = argument;
      if (buffer->index >= BUFFERS) break;
      buffer->length = SIZE;
      buffer->m.offset = buffer->index * SIZE;
      return 0;
    }
    case VIDIOC_QBUF: {
      struct v4l2_buffer *buffer = argument;
      if (buffer->index >= BUFFERS || queued >= BUFFERS) break;
      queue[queued++] = (int) buffer->index;
      return 0;
    }
    case VIDIOC_DQBUF:
      return picture(argument);
    case VIDIOC_STREAMON:
    case VIDIOC_STREAMOFF:
      return 0;
    default:
      break;
  }
  errno = EINVAL;
  return -1;
}

int ioctl(int fd, unsigned long request, ...) {
  static int (*real)(int, unsigned long, ...);
  if (real == NULL) real = (int (*)(int, unsigned long, ...)) dlsym(RTLD_NEXT, "ioctl");
  va_list arguments;
  va_start(arguments, request);
  void *argument = va_arg(arguments, void *);
  va_end(arguments);
  if (fd == camera && camera >= 0) {
    pthread_mutex_lock(&lock);
    int result = video(request & 0xffffffffUL, argument);
    pthread_mutex_unlock(&lock);
    return result;
  }
  int result = real(fd, request, argument);
  if (result < 0 && isatty(fd)) {
    if (request == TIOCMGET) {
      *(int *) argument = TIOCM_DSR | TIOCM_CTS | TIOCM_CAR;
      return 0;
    }
    if (request == TIOCMSET || request == TIOCMBIS || request == TIOCMBIC) return 0;
  }
  return result;
}

static int opened(const char *path) {
  if (path == NULL || strcmp(path, "/dev/video0") != 0) return -1;
  pthread_mutex_lock(&lock);
  camera = memfd_create("camera", MFD_CLOEXEC);
  if (camera >= 0 && ftruncate(camera, (off_t) BUFFERS * SIZE) != 0) camera = -1;
  due.tv_sec = 0;
  pthread_mutex_unlock(&lock);
  return camera;
}

#define OPEN(NAME)                                                              \
  int NAME(const char *path, int flags, ...) {                                  \
    static int (*real)(const char *, int, ...);                                 \
    if (real == NULL) real = (int (*)(const char *, int, ...)) dlsym(RTLD_NEXT, #NAME); \
    va_list arguments;                                                          \
    va_start(arguments, flags);                                                 \
    mode_t mode = va_arg(arguments, mode_t);                                    \
    va_end(arguments);                                                          \
    int device = opened(path);                                                  \
    return device >= 0 ? device : real(path, flags, mode);                      \
  }
OPEN(open)
OPEN(open64)

int close(int fd) {
  static int (*real)(int);
  if (real == NULL) real = (int (*)(int)) dlsym(RTLD_NEXT, "close");
  if (fd == camera && fd >= 0) camera = -1;
  return real(fd);
}

int listen(int fd, int backlog) {
  static int (*real)(int, int);
  if (real == NULL) real = (int (*)(int, int)) dlsym(RTLD_NEXT, "listen");
  struct sockaddr_storage at;
  socklen_t size = sizeof at;
  int port = getsockname(fd, (struct sockaddr *) &at, &size) == 0 && at.ss_family != AF_UNIX;
  const char *log = getenv("LISTEN_LOG");
  FILE *out = log == NULL || !port ? NULL : fopen(log, "a");
  if (out != NULL) {
    fprintf(out, "%d\n", at.ss_family);
    fclose(out);
  }
  return real(fd, backlog);
}
