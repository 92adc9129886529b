package org.ikelb.api.diagnosis;

/**
 * What became of long messages at one gateway, in the attempts that are over. Fragments of IKE (RFC
 * 7383) pass where those of IP are dropped.
 *
 * @param gateway {@code pool/gateway}
 * @param announcedBy in how many of its answers the gateway said that it takes fragments of IKE
 * @param answers how many answers there were
 * @param clients in how many of these the client said so
 * @param longUp logins in which the client sent a message longer than a packet, whole
 * @param longUpUnanswered of these those that the gateway did not answer
 * @param longDown logins in which the gateway did
 * @param longDownLost of these those in which the client asked again, as if nothing had come
 * @param longestUp the longest message of a client, in bytes of IKE
 * @param longestDown the longest of the gateway
 */
public record Fragmentation(
    String gateway,
    long announcedBy,
    long answers,
    long clients,
    long longUp,
    long longUpUnanswered,
    long longDown,
    long longDownLost,
    int longestUp,
    int longestDown) {}
