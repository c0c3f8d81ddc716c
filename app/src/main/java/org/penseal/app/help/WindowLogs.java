// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.help;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.util.Duration;
import ch.qos.logback.core.util.FileSize;
import java.io.IOException;
import java.nio.file.Path;
import org.penseal.app.disk.OwnerOnly;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The log of the window in files, for whoever looks for a fault: four of 2 MB at the most, for
 * their owner alone. As everywhere, it has no handwriting, keys, PINs or ID numbers.
 */
public final class WindowLogs {
  private static final String FOLDER = "logs";
  private static final String TIME = "yyyy-MM-dd'T'HH:mm:ss.SSSXXX";

  private WindowLogs() {}

  /** The folder of the files. */
  public static Path folder(Path data) {
    return data.resolve(FOLDER);
  }

  /**
   * Writes the log there too, from now on.
   *
   * @throws IOException if there cannot be such a folder
   */
  public static void begin(Path data) throws IOException {
    if (!(LoggerFactory.getILoggerFactory() instanceof LoggerContext context)) {
      return;
    }
    Path folder = OwnerOnly.folder(folder(data));
    RollingFileAppender<ILoggingEvent> file = new RollingFileAppender<>();
    file.setContext(context);
    file.setFile(folder.resolve("penseal.log").toString());
    file.setEncoder(LogLines.of(context, TIME));
    FixedWindowRollingPolicy older = new FixedWindowRollingPolicy();
    older.setContext(context);
    older.setParent(file);
    older.setMinIndex(1);
    older.setMaxIndex(3);
    older.setFileNamePattern(folder.resolve("penseal-%i.log").toString());
    older.start();
    file.setRollingPolicy(older);
    SizeBasedTriggeringPolicy<ILoggingEvent> large = new SizeBasedTriggeringPolicy<>();
    large.setContext(context);
    large.setMaxFileSize(FileSize.valueOf("2MB"));
    // It would look once a minute, in which a fault can fill a disk.
    large.setCheckIncrement(Duration.buildByMilliseconds(0));
    large.start();
    file.setTriggeringPolicy(large);
    file.start();
    context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(file);
  }
}
