package org.ikelb.console.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.ikelb.api.Caller;
import org.ikelb.api.Role;
import org.ikelb.api.audit.AuditEntry;
import org.junit.jupiter.api.Test;

class AuditLogTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private final AuditLog audit = new AuditLog(Clock.fixed(NOON, ZoneOffset.UTC));

  @Test
  void knowsWhoDidWhatFromWhereAndWhatCameOfIt() {
    audit.note(new Caller("anna", Role.OPERATE, "web 192.0.2.7"), "drain vpn/vpn1", "done");
    assertEquals(
        List.of(new AuditEntry(NOON, "anna", "operate", "web 192.0.2.7", "drain vpn/vpn1", "done")),
        audit.latest());
  }

  @Test
  void nobodyForgesALine() {
    audit.noteStranger("x\nevent=audit user=\"root\"", "web", "login\u2028", "refused");
    AuditEntry entry = audit.latest().get(0);
    assertEquals("x event=audit user='root'", entry.user());
    assertEquals("login", entry.what());
    assertEquals("-", entry.role());
  }

  @Test
  void whoIsRefusedOftenPushesOutNobodyElse() {
    audit.note(new Caller("anna", Role.OPERATE), "drain vpn/vpn1", "done");
    for (int i = 0; i < 2_000; i++) {
      audit.note(new Caller("eve", Role.VIEW), "drain vpn/vpn1", "refused: drain needs operate");
    }
    assertTrue(audit.latest().stream().anyMatch(entry -> entry.user().equals("anna")));
    assertEquals(1_001, audit.latest().size());
  }

  @Test
  void aLongTextIsCutAndTheEldestEntriesGo() {
    for (int i = 0; i < 1_001; i++) {
      audit.noteStranger("user" + i, "web", "x".repeat(100_000), "refused");
    }
    List<AuditEntry> latest = audit.latest();
    assertEquals(1_000, latest.size());
    assertEquals("user1000", latest.get(0).user());
    assertFalse(latest.stream().anyMatch(entry -> entry.user().equals("user0")));
    assertTrue(latest.get(0).what().length() < 400, () -> latest.get(0).what());
  }
}
