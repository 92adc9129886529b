package org.ikelb.acceptance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;

/** {@code bin/ikelb demo}, quicker than for people. */
public final class Demonstration {
  /** The last line of the story; the demo goes on with its clients. */
  public static final String END_OF_STORY = "Ctrl-C ends the demo.";

  private Demonstration() {}

  /** Unpacks ikelb, starts its demo and waits until the story has been told. */
  static RunningIkelb toldIn(Path directory) throws IOException, InterruptedException {
    return toldBy(UnpackedIkelb.in(directory));
  }

  /** Starts its demo and waits until the story has been told. */
  public static RunningIkelb toldBy(UnpackedIkelb unpacked) throws IOException {
    moveFromOtherDemos(unpacked.home().resolve("conf/demo.json"));
    RunningIkelb demo = unpacked.with("IKELB_JAVA_OPTS", "-Dikelb.demo.pause=100").start("demo");
    demo.awaitOutput(END_OF_STORY);
    return demo;
  }

  /** Another network of loopback: perhaps somebody watches the demo on this machine now. */
  private static void moveFromOtherDemos(Path topology) throws IOException {
    int network = ThreadLocalRandom.current().nextInt(1 << 16);
    String prefix = "127." + (1 + network % 254) + "." + (network >> 8) + ".";
    String text = Files.readString(topology);
    Files.writeString(topology, text.replace("\"127.0.0.", "\"" + prefix));
  }
}
