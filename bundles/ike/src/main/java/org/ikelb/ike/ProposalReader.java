package org.ikelb.ike;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Reads the body of an SA payload (RFC 7296, section 3.3):
 *
 * <pre>
 *  0             1   2        4        5          6          7            8
 *  +-------------+---+--------+--------+----------+----------+------------+-----+------------+
 *  | last 0 or 2 | 0 | length | number | protocol | SPI size | transforms | SPI | transforms |
 *  +-------------+---+--------+--------+----------+----------+------------+-----+------------+
 *
 *  0             1   2        4      5   6    8
 *  +-------------+---+--------+------+---+----+------------+
 *  | last 0 or 3 | 0 | length | type | 0 | id | attributes |
 *  +-------------+---+--------+------+---+----+------------+
 *
 *  attribute:  type 2, value 2          if the type's first bit is set: 800e is the key length
 *              type 2, length 2, value  else
 * </pre>
 *
 * The "last" fields and the number of transforms say what the lengths say too; the lengths count.
 */
final class ProposalReader {
  private static final int PROPOSAL_HEADER = 8;
  private static final int TRANSFORM_HEADER = 8;
  private static final int ATTRIBUTE_HEADER = 4;
  private static final int SHORT_ATTRIBUTE = 0x8000;
  private static final int KEY_LENGTH = 0x800e;

  private ProposalReader() {}

  /** Reads the proposals from {@code start} to {@code end}; empty if the shape is wrong. */
  static Optional<List<Proposal>> read(ByteBuffer b, int start, int end) {
    List<Proposal> proposals = new ArrayList<>();
    int at = start;
    while (at < end) {
      int length = lengthAt(b, at, end, PROPOSAL_HEADER);
      if (length < 0) {
        return Optional.empty();
      }
      Optional<Proposal> proposal = readProposal(b, at, at + length);
      if (proposal.isEmpty()) {
        return Optional.empty();
      }
      proposals.add(proposal.get());
      at += length;
    }
    return proposals.isEmpty() ? Optional.empty() : Optional.of(proposals);
  }

  private static Optional<Proposal> readProposal(ByteBuffer b, int start, int end) {
    int spiSize = b.get(start + 6) & 0xff;
    int at = start + PROPOSAL_HEADER + spiSize;
    if (at > end) {
      return Optional.empty();
    }
    List<Transform> transforms = new ArrayList<>();
    while (at < end) {
      int length = lengthAt(b, at, end, TRANSFORM_HEADER);
      if (length < 0) {
        return Optional.empty();
      }
      transforms.add(readTransform(b, at, at + length));
      at += length;
    }
    Octets spi = Octets.copyOf(b, start + PROPOSAL_HEADER, spiSize);
    return Optional.of(
        new Proposal(b.get(start + 4) & 0xff, b.get(start + 5) & 0xff, spi, transforms));
  }

  private static Transform readTransform(ByteBuffer b, int start, int end) {
    OptionalInt keyLength = OptionalInt.empty();
    int at = start + TRANSFORM_HEADER;
    while (end - at >= ATTRIBUTE_HEADER) {
      int type = b.getShort(at) & 0xffff;
      int valueOrLength = b.getShort(at + 2) & 0xffff;
      if (type == KEY_LENGTH) {
        keyLength = OptionalInt.of(valueOrLength);
      }
      at += ATTRIBUTE_HEADER + ((type & SHORT_ATTRIBUTE) != 0 ? 0 : valueOrLength);
    }
    return new Transform(b.get(start + 4) & 0xff, b.getShort(start + 6) & 0xffff, keyLength);
  }

  /** The length field of the structure that begins there; -1 if it cannot be right. */
  private static int lengthAt(ByteBuffer b, int at, int end, int atLeast) {
    if (end - at < atLeast) {
      return -1;
    }
    int length = b.getShort(at + 2) & 0xffff;
    return length < atLeast || length > end - at ? -1 : length;
  }
}
