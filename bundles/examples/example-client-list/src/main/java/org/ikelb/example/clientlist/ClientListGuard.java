package org.ikelb.example.clientlist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.ikelb.spi.Admission;
import org.ikelb.spi.Guard;
import org.ikelb.spi.Opening;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Drops requests of clients that the list blocks. A thread of its own reads the file when it has
 * changed; loops only read one field. A list that cannot be read later changes nothing: the one
 * before stays in force, and the log says why, once.
 *
 * <p>It keeps new sessions out. Sessions that there are go on; {@code ikelb close} ends them.
 *
 * <p>Thread-safe.
 */
final class ClientListGuard implements Guard, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ClientListGuard.class);

  private final Path file;
  private final Listing otherwise;
  private final ScheduledExecutorService reader;
  private volatile ClientList list;
  private final Consumer<String> warning;
  private FileTime read;
  private String problem = "";

  /**
   * Reads the list.
   *
   * @throws IllegalArgumentException if it cannot be read: then no session is opened
   */
  ClientListGuard(ClientListSettings settings) {
    this(settings, LOG::warn);
  }

  /**
   * The same.
   *
   * @param warning takes what is wrong later on, from the guard's own thread
   */
  ClientListGuard(ClientListSettings settings, Consumer<String> warning) {
    this.warning = warning;
    file = Path.of(settings.file());
    otherwise = settings.otherwise();
    try {
      read = Files.getLastModifiedTime(file);
      list = ClientList.of(Files.readAllLines(file));
    } catch (IOException | IllegalArgumentException e) {
      throw new IllegalArgumentException("cannot read " + file + ": " + e.getMessage(), e);
    }
    reader = new ScheduledThreadPoolExecutor(1, ClientListGuard::thread);
    long millis = settings.interval().toMillis();
    Future<?> unused =
        reader.scheduleWithFixedDelay(this::readIfChanged, millis, millis, TimeUnit.MILLISECONDS);
  }

  private void readIfChanged() {
    try {
      FileTime now = Files.getLastModifiedTime(file);
      if (!now.equals(read)) {
        read = now;
        list = ClientList.of(Files.readAllLines(file));
        problem = "";
        LOG.info("event=client-list-read file={} entries={}", file, list.size());
      }
    } catch (IOException e) {
      read = FileTime.fromMillis(Long.MIN_VALUE); // it is read as soon as it can be
      wrong(e.toString());
    } catch (RuntimeException e) {
      wrong(e.getMessage());
    }
  }

  /** Says it once: the file is looked at again and again. */
  private void wrong(@Nullable String text) {
    String found = String.valueOf(text);
    if (!found.equals(problem)) {
      problem = found;
      warning.accept("event=client-list-not-read file=" + file + " error=\"" + found + '"');
    }
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "client-list");
    thread.setDaemon(true); // it must not keep ikelb from ending
    return thread;
  }

  @Override
  public Verdict admit(Opening opening, Admission context) {
    return list.of(opening.clientAddress(), otherwise) == Listing.ALLOW
        ? Verdict.Pass.PASS
        : Verdict.Drop.DROP;
  }

  @Override
  public void close() {
    reader.shutdownNow();
  }
}
