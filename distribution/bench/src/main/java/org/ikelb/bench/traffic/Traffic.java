package org.ikelb.bench.traffic;

/**
 * What a scenario sends over established sessions: ESP in UDP, in a closed loop.
 *
 * @param flows clients, each with its own session and port, that send in turn
 * @param bytes of each datagram's UDP payload
 * @param train datagrams handed to the kernel in one segmented send; 1: the sender has no GSO
 * @param burst datagrams of one flow before it is the next one's turn; a multiple of the train
 * @param window datagrams that may be on their way
 * @param answer what the gateway does with ESP
 * @param roamed whether the clients move to another address after they have logged in
 */
public record Traffic(
    int flows, int bytes, int train, int burst, int window, Answer answer, boolean roamed) {

  /** What the gateway does with ESP. */
  public enum Answer {
    COUNT,
    ECHO_SINGLY,
    ECHO_TRAINS
  }

  /** ESP that is counted by the gateway, datagram by datagram. */
  public static Traffic singles(int flows, int bytes, int burst) {
    return new Traffic(flows, bytes, 1, burst, 900, Answer.COUNT, false);
  }

  /** ESP that is counted by the gateway, sent in trains. */
  public static Traffic trains(int flows, int bytes, int train) {
    return new Traffic(flows, bytes, train, train, 2048, Answer.COUNT, false);
  }

  /** The same, sent back by the gateway in the way it is sent by the clients. */
  public Traffic echoed(int smallerWindow) {
    Answer echo = train == 1 ? Answer.ECHO_SINGLY : Answer.ECHO_TRAINS;
    return new Traffic(flows, bytes, train, burst, smallerWindow, echo, roamed);
  }

  /** The same from clients that have moved. */
  public Traffic afterRoaming() {
    return new Traffic(flows, bytes, train, burst, window, answer, true);
  }

  boolean echoes() {
    return answer != Answer.COUNT;
  }
}
