package org.ikelb.logbridge;

import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.log.LogEntry;
import org.osgi.service.log.LogListener;
import org.osgi.service.log.LogReaderService;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Passes what is said to the OSGi log service on to SLF4J: the framework's errors, the complaints
 * of Declarative Services and of File Install. Nobody else listens there.
 *
 * <p>The logger of an entry is {@code osgi.} and the symbolic name of the bundle that speaks.
 *
 * <p>Thread-safe; called on a thread of the log service.
 */
@Component(service = {})
public final class LogBridge implements LogListener {
  private final LogReaderService reader;

  @Activate
  public LogBridge(@Reference LogReaderService reader) {
    this.reader = reader;
    reader.addLogListener(this);
  }

  @Deactivate
  void stop() {
    reader.removeLogListener(this);
  }

  @Override
  public void logged(LogEntry entry) {
    String bundle = entry.getBundle().getSymbolicName();
    LoggingEventBuilder line = LoggerFactory.getLogger("osgi." + bundle).atLevel(levelOf(entry));
    Throwable thrown = entry.getException();
    if (isOfABundle(thrown)) {
      // its stack shows the framework's inside, its message all there is to know
      line.log(
          "event=osgi-log message=\"{}\" reason=\"{}\"", entry.getMessage(), thrown.getMessage());
    } else {
      (thrown == null ? line : line.setCause(thrown))
          .log("event=osgi-log message=\"{}\"", entry.getMessage());
    }
  }

  /** The log service hands out copies of what was thrown: only their text tells what it was. */
  private static boolean isOfABundle(@Nullable Throwable thrown) {
    return thrown instanceof BundleException
        || (thrown != null
            && String.valueOf(thrown.getMessage()).startsWith(BundleException.class.getName()));
  }

  private static Level levelOf(LogEntry entry) {
    return switch (entry.getLogLevel()) {
      case AUDIT, INFO -> Level.INFO;
      case ERROR -> Level.ERROR;
      case WARN -> Level.WARN;
      case DEBUG -> Level.DEBUG;
      case TRACE -> Level.TRACE;
    };
  }
}
