package org.ikelb.acceptance.lab.traffic;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Random;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A program that is a RADIUS server (RFC 2865, 3579) for EAP-MD5 and takes its time to accept, as
 * one does that waits until the user has confirmed the login on a phone: {@code SECRET PASSWORD
 * SECONDS}.
 *
 * <pre>
 *  0      1    2        4                 20
 *  | code | id | length | authenticator 16 | attributes: type 1, length 1, value
 * </pre>
 */
public final class PatientRadius {
  private static final int ACCEPT = 2;
  private static final int REJECT = 3;
  private static final int CHALLENGE = 11;
  private static final int EAP_MESSAGE = 79;
  private static final int MESSAGE_AUTHENTICATOR = 80;
  private static final int STATE = 24;
  private static final int EAP_IDENTITY = 1;
  private static final int EAP_MD5 = 4;

  private final byte[] secret;
  private final byte[] password;
  private final int seconds;
  private final byte[] challenge = new byte[16];

  private PatientRadius(String secret, String password, int seconds) {
    this.secret = secret.getBytes(StandardCharsets.UTF_8);
    this.password = password.getBytes(StandardCharsets.UTF_8);
    this.seconds = seconds;
    new Random().nextBytes(challenge);
  }

  /** The program. */
  public static void main(String[] arguments)
      throws IOException, GeneralSecurityException, InterruptedException {
    PatientRadius radius =
        new PatientRadius(arguments[0], arguments[1], Integer.parseInt(arguments[2]));
    try (Endpoint endpoint = new Endpoint(InetAddress.getLoopbackAddress(), 1812)) {
      System.out.println("ready");
      while (true) {
        DatagramPacket packet = endpoint.receive();
        byte[] answer = radius.answer(Endpoint.bytes(packet));
        endpoint.send(answer, (InetSocketAddress) packet.getSocketAddress());
      }
    }
  }

  private byte[] answer(byte[] request) throws GeneralSecurityException, InterruptedException {
    byte[] eap = eap(request);
    int identifier = eap[1];
    if (eap[4] == EAP_IDENTITY) {
      ByteBuffer question = ByteBuffer.allocate(22).put((byte) 1).put((byte) (identifier + 1));
      question.putShort((short) 22).put((byte) EAP_MD5).put((byte) 16).put(challenge);
      return message(request, CHALLENGE, question.array());
    }
    byte[] shown = Arrays.copyOfRange(eap, 6, 22);
    boolean right = MessageDigest.isEqual(shown, expected((byte) identifier));
    System.out.println((right ? "right" : "wrong") + " password; the user is asked");
    Thread.sleep(seconds * 1000L);
    System.out.println("the user has confirmed");
    byte[] end = {(byte) (right ? 3 : 4), (byte) identifier, 0, 4};
    return message(request, right ? ACCEPT : REJECT, end);
  }

  private byte[] expected(byte identifier) throws GeneralSecurityException {
    MessageDigest md5 = MessageDigest.getInstance("MD5");
    md5.update(identifier);
    md5.update(password);
    return md5.digest(challenge);
  }

  private static byte[] eap(byte[] request) {
    ByteBuffer eap = ByteBuffer.allocate(request.length);
    for (int at = 20; at < request.length; at += request[at + 1] & 0xff) {
      if (request[at] == EAP_MESSAGE) {
        eap.put(request, at + 2, (request[at + 1] & 0xff) - 2);
      }
    }
    return eap.array();
  }

  private byte[] message(byte[] request, int code, byte[] eap) throws GeneralSecurityException {
    boolean challenged = code == CHALLENGE;
    int length = 20 + 2 + eap.length + (challenged ? 6 : 0) + 18;
    ByteBuffer buffer = ByteBuffer.allocate(length);
    buffer.put((byte) code).put(request[1]).putShort((short) length).put(request, 4, 16);
    buffer.put((byte) EAP_MESSAGE).put((byte) (2 + eap.length)).put(eap);
    if (challenged) {
      buffer.put((byte) STATE).put((byte) 6).putInt(1);
    }
    buffer.put((byte) MESSAGE_AUTHENTICATOR).put((byte) 18);
    Mac mac = Mac.getInstance("HmacMD5");
    mac.init(new SecretKeySpec(secret, "HmacMD5"));
    buffer.put(length - 16, mac.doFinal(buffer.array()));
    MessageDigest md5 = MessageDigest.getInstance("MD5");
    md5.update(buffer.array());
    return buffer.put(4, md5.digest(secret)).array();
  }
}
