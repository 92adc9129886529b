package org.ikelb.listener.udp;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What one loop hands to one other: gathered while a batch is read, then posted as one task, so
 * that it keeps its order with all other tasks.
 *
 * <p>Filled and posted on the handing loop, emptied on the other; the two share the counters that
 * bound it.
 */
final class Outbox {
  /** Some 80 ms of 100,000 packets/s. */
  static final int MAX_DATAGRAMS = 8_192;

  static final int MAX_BYTES = 8 << 20;

  private final Loop to;
  private final AtomicInteger datagrams = new AtomicInteger();
  private final AtomicInteger bytes = new AtomicInteger();
  private List<HandedOver> gathered = new ArrayList<>();

  Outbox(Loop to) {
    this.to = to;
  }

  /** Whether a datagram of so many bytes can be handed over just now. */
  boolean hasRoom(int bytesOfDatagram) {
    return datagrams.get() < MAX_DATAGRAMS && bytes.get() + bytesOfDatagram <= MAX_BYTES;
  }

  /** Takes the datagram, to be posted with the batch. */
  void add(HandedOver datagram) {
    datagrams.incrementAndGet();
    bytes.addAndGet(datagram.bytes());
    gathered.add(datagram);
  }

  /** Sends off what was gathered. */
  void post() {
    if (gathered.isEmpty()) {
      return;
    }
    List<HandedOver> batch = gathered;
    gathered = new ArrayList<>(batch.size());
    try {
      to.eventLoop().execute(() -> deliver(batch));
    } catch (RejectedExecutionException loopsAreStopping) {
      batch.forEach(HandedOver::release);
    }
  }

  private void deliver(List<HandedOver> batch) {
    int sum = batch.stream().mapToInt(HandedOver::bytes).sum();
    to.incoming().handle(batch);
    datagrams.addAndGet(-batch.size());
    bytes.addAndGet(-sum);
  }
}
