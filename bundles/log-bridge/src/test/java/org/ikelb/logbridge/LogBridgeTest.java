package org.ikelb.logbridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.service.log.LogEntry;
import org.osgi.service.log.LogLevel;
import org.osgi.service.log.LogListener;
import org.osgi.service.log.LogReaderService;
import org.slf4j.LoggerFactory;

class LogBridgeTest {
  private final Logger logger = (Logger) LoggerFactory.getLogger("osgi.org.example.talker");
  private final ListAppender<ILoggingEvent> said = new ListAppender<>();
  private final List<LogListener> listeners = new ArrayList<>();
  private final LogBridge bridge = new LogBridge(reader());

  @BeforeEach
  void listen() {
    logger.setLevel(Level.TRACE);
    said.start();
    logger.addAppender(said);
  }

  @AfterEach
  void stopListening() {
    logger.detachAppender(said);
  }

  @ParameterizedTest
  @CsvSource({"AUDIT,INFO", "ERROR,ERROR", "WARN,WARN", "INFO,INFO", "DEBUG,DEBUG", "TRACE,TRACE"})
  void keepsTheLevel(LogLevel level, String expected) {
    listeners.get(0).logged(entry(level, "hello", null));

    assertEquals(Level.toLevel(expected), said.list.get(0).getLevel());
  }

  @Test
  void saysMessageAndCauseInTheNameOfTheBundle() {
    listeners.get(0).logged(entry(LogLevel.ERROR, "no luck", new IllegalStateException("rain")));

    ILoggingEvent event = said.list.get(0);
    assertEquals("osgi.org.example.talker", event.getLoggerName());
    assertEquals("event=osgi-log message=\"no luck\"", event.getFormattedMessage());
    assertEquals("rain", event.getThrowableProxy().getMessage());
  }

  @Test
  void saysWhyABundleDoesNotResolveWithoutTheStackOfTheFramework() {
    listeners.get(0).logged(entry(LogLevel.WARN, "not started", new BundleException("no x.y")));

    ILoggingEvent event = said.list.get(0);
    assertEquals(
        "event=osgi-log message=\"not started\" reason=\"no x.y\"", event.getFormattedMessage());
    assertNull(event.getThrowableProxy());
  }

  @Test
  void listensUntilItIsStopped() {
    assertEquals(List.of(bridge), listeners);

    bridge.stop();

    assertEquals(List.of(), listeners);
  }

  private LogReaderService reader() {
    return proxy(
        LogReaderService.class,
        (method, argument) ->
            switch (method) {
              case "addLogListener" -> listeners.add((LogListener) argument);
              case "removeLogListener" -> listeners.remove(argument);
              default -> throw new UnsupportedOperationException(method);
            });
  }

  private static LogEntry entry(LogLevel level, String message, Throwable exception) {
    Bundle bundle = proxy(Bundle.class, (method, argument) -> "org.example.talker");
    return proxy(
        LogEntry.class,
        (method, argument) ->
            switch (method) {
              case "getBundle" -> bundle;
              case "getLogLevel" -> level;
              case "getMessage" -> message;
              case "getException" -> exception;
              default -> throw new UnsupportedOperationException(method);
            });
  }

  private interface Answers {
    Object to(String method, Object argument);
  }

  private static <T> T proxy(Class<T> type, Answers answers) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> {
              Object answer =
                  answers.to(method.getName(), arguments == null ? Map.of() : arguments[0]);
              return method.getReturnType() == void.class ? null : answer;
            }));
  }
}
