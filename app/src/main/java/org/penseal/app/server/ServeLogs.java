// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.core.joran.spi.JoranException;
import java.net.URL;
import java.util.Objects;
import org.slf4j.LoggerFactory;

/**
 * The log of the services: one JSON object a line on standard error, for a journal. It has names of
 * applications and operations, never contents, names of people, or addresses.
 */
public final class ServeLogs {
  private ServeLogs() {}

  /** Writes the log in this way from now on. */
  public static void structured() {
    if (!(LoggerFactory.getILoggerFactory() instanceof LoggerContext context)) {
      return;
    }
    URL configuration = Objects.requireNonNull(ServeLogs.class.getResource("serve-logback.xml"));
    try {
      context.reset();
      JoranConfigurator reader = new JoranConfigurator();
      reader.setContext(context);
      reader.doConfigure(configuration);
    } catch (JoranException e) {
      throw new IllegalStateException("the configuration is part of the program", e);
    }
  }
}
