package org.ikelb.bench.lab;

import java.util.Optional;

/** A contender that is one process. */
abstract sealed class ProcessContender implements Contender permits Ikelb, Nginx {
  private static final int OWN_DESCRIPTORS = 40;

  private final Place place;
  private Optional<Child> running = Optional.empty();
  private int descriptorsAtStart;

  ProcessContender(Place place) {
    this.place = place;
  }

  abstract Child launch(Forgetting forgetting);

  @Override
  public final Place place() {
    return place;
  }

  @Override
  public final void start(Forgetting forgetting) {
    close();
    running = Optional.of(launch(forgetting));
    descriptorsAtStart = ProcessFacts.openDescriptors(pid());
  }

  final long pid() {
    return running.orElseThrow().handle().pid();
  }

  @Override
  public final double cpuSeconds() {
    return ProcessFacts.cpuSeconds(pid());
  }

  @Override
  public final void awaitForgotten() {
    Waiting.until(
        name() + " has closed its sessions",
        120,
        () -> ProcessFacts.openDescriptors(pid()) <= descriptorsAtStart + OWN_DESCRIPTORS);
  }

  @Override
  public Memory memory() {
    return new Memory(ProcessFacts.residentKilobytes(pid()), 0, ProcessFacts.slabKilobytes());
  }

  @Override
  public final void close() {
    running.ifPresent(Child::close);
    running = Optional.empty();
  }
}
