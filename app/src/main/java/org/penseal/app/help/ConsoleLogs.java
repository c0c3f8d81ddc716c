// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.help;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ConfiguratorRank;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.util.List;
import org.slf4j.Logger;

/**
 * The log of every command: warnings go to standard error, without control characters that could
 * affect the terminal. Configured in code, since reading an XML file would slow every start. A file
 * that somebody names ({@code logback.configurationFile}), and that of the tests, take its place.
 * Made by logback.
 */
@ConfiguratorRank(ConfiguratorRank.CUSTOM_NORMAL_PRIORITY)
public final class ConsoleLogs extends ContextAwareBase implements Configurator {
  // It logs stack traces for hostile files, and a warning for every subset font.
  private static final List<String> SILENT = List.of("org.apache.pdfbox", "org.apache.fontbox");

  /** For logback. */
  public ConsoleLogs() {}

  @Override
  public ExecutionStatus configure(LoggerContext context) {
    if (System.getProperty("logback.configurationFile") != null
        || ConsoleLogs.class.getResource("/logback-test.xml") != null) {
      return ExecutionStatus.INVOKE_NEXT_IF_ANY;
    }
    ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
    console.setContext(context);
    console.setName("CONSOLE");
    console.setTarget("System.err");
    console.setEncoder(LogLines.of(context, "HH:mm:ss.SSS"));
    console.start();
    SILENT.forEach(each -> context.getLogger(each).setLevel(Level.OFF));
    context.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.WARN);
    context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(console);
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }
}
