package org.ikelb.ike;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.stream.Stream;
import org.ikelb.ike.capture.Captures;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs over all real messages in a normal build. With JAZZER_FUZZ=1 in the environment it searches
 * for new inputs from there: {@code JAZZER_FUZZ=1 mvn test -pl bundles/ike -Dtest=IkeFuzzTest}.
 */
@Tag("slow")
class IkeFuzzTest {

  static Stream<byte[]> realMessages() {
    return Captures.names().stream()
        .flatMap(capture -> Captures.read(capture).stream())
        .flatMap(datagram -> Captures.ikeMessage(datagram).stream())
        .map(message -> Octets.copyOf(message, 0, message.limit()).toArray());
  }

  @MethodSource("realMessages")
  @FuzzTest(maxDuration = "20s")
  void noMessageBreaksAnything(byte[] bytes) {
    HostileBytes.check(bytes);
  }
}
