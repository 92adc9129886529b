package org.ikelb.config.topology;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.ikelb.api.TopologyFile.Use;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One part of a valid document is replaced; exactly one problem must come of it. */
class BadDocumentsTest {

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          # keys and types
          "version": 1                | "version": 2            | f:1:14 version: must be 1, was 2
          "version": 1                | "verson": 1             | f:1:3 verson: unknown key; did you mean "version"?
          "monitors": ["ping", "ike"] | "monitor": []           | f:12:7 pools.vpn.monitor: unknown key; did you mean "monitors"?
          "port": 500,                | "port": "500",          | f:3:67 virtualServers.ike.port: must be a whole number, was "500"; write it without quotes
          "port": 500,                | "port": 500.5,          | f:3:67 virtualServers.ike.port: must be a whole number, was 500.5
          "port": 500,                | "port": 65536,          | f:3:67 virtualServers.ike.port: must be 1..65535, was 65536
          "port": 500,                | "port": 500, "port": 1, | f:3:72 virtualServers.ike.port: this key is there already; each may be there once
          "weight": 2                 | "weight": null          | f:11:53 pools.vpn.gateways.vpn2.weight: must not be null: leave the key out or give it a value
          "weight": 2                 | "weight": 5000          | f:11:53 pools.vpn.gateways.vpn2.weight: must be 0..1000, was 5000
          "weight": 2                 | "weight": -1            | f:11:53 pools.vpn.gateways.vpn2.weight: must be 0..1000, was -1
          "maxSessions": 500          | "maxSessions": 0        | f:10:76 pools.vpn.gateways.vpn1.maxSessions: must be at least 1, was 0
          "vpn1": {                   | "vpn/1": {              | f:10:9 pools.vpn.gateways.vpn/1: a name must not contain spaces, slashes or unprintable characters
          "vpn1": {                   | "vpn1@a": {             | f:10:9 pools.vpn.gateways.vpn1@a: a gateway's name must not contain @
          "vpn1": {                   | "": {                   | f:10:9 pools.vpn.gateways.: a name must not be empty
          "strategy": "ike-spi"       | "timeout": "8h"         | f:6:10 persistencyGroups.g: "strategy" is missing
          "strategy": "ike-spi"       | "strategy": "ike-spi", "timeout": "8" | f:6:82 persistencyGroups.g.timeout: must have the unit "ms", "s", "m", "h" or "d", was "8"
          "strategy": "ike-spi"       | "strategy": "ike-spi", "timeout": 8 | f:6:82 persistencyGroups.g.timeout: must be a duration in quotes like "5s", "2m" or "8h", was 8
          "strategy": "ike-spi"       | "strategy": "ike-spi", "timeout": "366d" | f:6:82 persistencyGroups.g.timeout: must be 1s..365d, was "366d"
          "version": 1                | "limits": [1]           | f:1:13 limits: must be an object in { }, was a list
          "version": 1                | "limits": { "sessions": 5 } | f:1:13 limits: "halfOpen" must not be more than "sessions", was 10000 of 5 (the default)
          "version": 1                | "limits": { "halfOpen": 50, "halfOpenPerSource": 51 } | f:1:13 limits: "halfOpenPerSource" must not be more than "halfOpen", was 51 of 50
          "maxSessions": 500          | "maxHalfOpen": 0        | f:10:76 pools.vpn.gateways.vpn1.maxHalfOpen: must be at least 1, was 0
          "version": 1                | "timeouts": { "nat-t": "25h" } | f:1:26 timeouts.nat-t: must be 1s..24h, was "25h"
          # names
          "port": 500, "pool": "vpn"  | "port": 500, "pool": "vnp" | f:3:80 virtualServers.ike.pool: no pool is named "vnp"; did you mean "vpn"? & f:6:38 persistencyGroups.g.virtualServers[1]: all virtual servers of a group must be of one pool: this one is of "vpn", the first of "vnp"
          "port": 500, "pool": "vpn"  | "port": 500, "pool": "VPN"  | f:3:80 virtualServers.ike.pool: no pool is named "VPN"; did you mean "vpn"? & f:6:38 persistencyGroups.g.virtualServers[1]: all virtual servers of a group must be of one pool: this one is of "vpn", the first of "VPN"
          ["ike", "nat-t"]            | ["ike", "natt"]         | f:4:5 virtualServers.nat-t: is in no persistency group: name it in the "virtualServers" of one of them & f:6:38 persistencyGroups.g.virtualServers[1]: no virtual server is named "natt"; did you mean "nat-t"?
          ["ike", "nat-t"]            | ["ike", "nat-t", "ike"] | f:6:47 persistencyGroups.g.virtualServers[2]: "ike" is in this list already; once is enough
          "persistencyGroups": {      | "persistencyGroups": { "h": { "virtualServers": "ike", "strategy": "ike-spi" }, | f:6:31 persistencyGroups.g.virtualServers[0]: a virtual server is in one group only; this one is in "h" already
          ["ping", "ike"]             | ["ping", "ikev2"]       | f:12:28 pools.vpn.monitors[1]: no monitor is named "ikev2"; there is "ping" and "ike"
          # addresses
          "address": "10.0.0.12"      | "address": "gw.example" | f:11:30 pools.vpn.gateways.vpn2.address: must be an IP address, was "gw.example": host names are not resolved; write the address
          "address": "10.0.0.12"      | "address": "10.0.0.256" | f:11:30 pools.vpn.gateways.vpn2.address: must be an IP address, was "10.0.0.256": write four numbers of 0 to 255, without leading zeros
          "address": "10.0.0.12"      | "address": "fe80::1%1"  | f:11:30 pools.vpn.gateways.vpn2.address: must be an IP address, was "fe80::1%1": zones (what stands behind %) are not supported
          "address": "10.0.0.12"      | "address": "::ffff:10.0.0.12" | f:11:30 pools.vpn.gateways.vpn2.address: must be an IP address, was "::ffff:10.0.0.12": write the IPv4 address itself: "10.0.0.12"
          "address": "10.0.0.12"      | "address": []           | f:11:30 pools.vpn.gateways.vpn2.address: must have at least one entry
          "address": "10.0.0.12"      | "weight": 1             | f:11:17 pools.vpn.gateways.vpn2: "address" is missing & f:11:32 pools.vpn.gateways.vpn2.weight: this key is there already; each may be there once
          "address": "10.0.0.12"      | "address": "0.0.0.0"    | f:11:30 pools.vpn.gateways.vpn2.address: must be one address, not the wildcard: answers must leave from it
          "address": "10.0.0.12"      | "address": "224.0.0.1"  | f:11:30 pools.vpn.gateways.vpn2.address: must not be a multicast address
          "address": "10.0.0.12"      | "address": "10.0.0.11"  | f:11:30 pools.vpn.gateways.vpn2.address: gateway "vpn1" has this address already; each has its own
          "address": "10.0.0.12"      | "address": ["10.0.0.12", "10.0.0.13"] | f:11:44 pools.vpn.gateways.vpn2.address[1]: a gateway has at most one address of each family; add another gateway for it
          "address": "10.0.0.12"      | "address": "2001:db8::12" | f:11:30 pools.vpn.gateways.vpn2.address: cannot be reached: "sourceAddresses" has no IPv6 address; add one there
          "port": 4500                | "port": 500             | f:4:28 virtualServers.nat-t.address[0]: port 500 of this address belongs to virtual server "ike" already; give one of them another address or port & f:4:44 virtualServers.nat-t.address[1]: port 500 of this address belongs to virtual server "ike" already; give one of them another address or port
          ["10.0.0.5", "10.0.0.6"]    | ["10.0.0.5", "10.0.0.5"] | f:8:46 pools.vpn.sourceAddresses[1]: this address is in the list already; once is enough
          "address": "10.0.0.12"      | "address": "203.0.113.10" | f:11:30 pools.vpn.gateways.vpn2.address: with port 500 this is the virtual server "ike": its datagrams would come back for ever; write the gateway's own address & f:11:30 pools.vpn.gateways.vpn2.address: with port 4500 this is the virtual server "nat-t": its datagrams would come back for ever; write the gateway's own address
          "address": "10.0.0.12"      | "address": ["gw", "0.0.0.0"] | f:11:31 pools.vpn.gateways.vpn2.address[0]: must be an IP address, was "gw": host names are not resolved; write the address
          # ports
          "port": 500,                | "port": 501,            | f:3:67 virtualServers.ike.port: a port other than 500 and 4500 needs "protocol": "ike" or "nat-t"
          "port": 500,                | "port": 500, "protocol": "natt", | f:3:84 virtualServers.ike.protocol: must be "ike" or "nat-t", was "natt"; did you mean "nat-t"?
          "sourceAddresses":          | "upstreamPorts": "1000-2000", "sourceAddresses": | f:8:31 pools.vpn.upstreamPorts: must be from 1024 to 65535, was "1000-2000"
          "sourceAddresses":          | "upstreamPorts": "4000-5000", "sourceAddresses": | f:8:31 pools.vpn.upstreamPorts: must not contain 4500: gateways treat clients on that port differently
          "sourceAddresses":          | "upstreamPorts": "2-1", "sourceAddresses": | f:8:31 pools.vpn.upstreamPorts: must be ports from first to last like "10240-32767", was "2-1"
          # plugins
          "strategy": "ike-spi"       | "strategy": "ike-spy"   | f:6:60 persistencyGroups.g.strategy: no plugin offers the persistency strategy "ike-spy"; installed: ike-spi, source-ip; did you mean "ike-spi"?
          "strategy": "ike-spi"       | "strategy": { "type": "source-ip", "prefix4": 33 } | f:6:94 persistencyGroups.g.strategy.prefix4: must be 0..32, was 33
          "strategy": "ike-spi"       | "strategy": { "type": "source-ip", "prefx6": 56 } | f:6:83 persistencyGroups.g.strategy.prefx6: unknown key; did you mean "prefix6"?
          "strategy": "ike-spi"       | "strategy": { "prefix4": 24 } | f:6:60 persistencyGroups.g.strategy: "type" is missing: it names the plugin
          ["rate-limit"]              | [{ "type": "rate-limit", "perSecond": 0.01 }] | f:12:84 pools.vpn.guards[0].perSecond: must be at least 0.1, was 0.01
          ["rate-limit"]              | ["broken"]              | f:12:47 pools.vpn.guards[0]: the plugin "broken" is broken: java.lang.IllegalArgumentException: org.ikelb.config.topology.FakePlugins$Undescribed.what has no @Setting
          "type": "icmp"              | "type": "imcp"          | f:14:23 monitors.ping.type: no plugin offers the health monitor "imcp"; installed: icmp, ike; did you mean "icmp"?
          "type": "icmp"              | "type": "icmp", "intervall": "5s" | f:14:31 monitors.ping.intervall: unknown key; did you mean "interval"?
          "type": "icmp"              | "type": "icmp", "timeout": "6s" | f:14:42 monitors.ping.timeout: must not be longer than "interval"
          """)
  void isRefusedWithPlaceAndRule(String part, String replacement, String problems) {
    assertTrue(Documents.VALID.contains(part), "the document has no " + part);
    String text = Documents.VALID.replace(part, replacement);
    assertEquals(List.of(problems.split(" & ", -1)), Documents.problems(text, Use.RUN));
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "version": 1       | "watch": true | f:1:12 watch: is not supported by `run` yet; apply changes with `ikelb config apply`
          "sourceAddresses": | "clientAddress": "preserve", "sourceAddresses": | f:8:31 pools.vpn.clientAddress: "preserve" is not supported by `run` yet; use "translate"
          """)
  void canBeExportedButNotRun(String part, String replacement, String problem) {
    String text = Documents.VALID.replace(part, replacement);
    assertEquals(List.of(), Documents.problems(text, Use.EXPORT));
    assertEquals(List.of(problem), Documents.problems(text, Use.RUN));
    assertEquals(List.of(problem), Documents.problems(text, Use.START));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          `{"a": 1`             | f:1:8 the document ends too early: a closing }, ] or " is missing
          `{"a" 1}`             | f:1:6 a: expected : after the key, before this
          `{"a": 1 "b": 2}`     | f:1:9 expected , or } before this
          `{"a": [1 2]}`        | f:1:10 a: expected , or ] before this
          `{"a": 1,}`           | f:1:9 unexpected }: a comma stands only between two entries
          `{"a": [1,]}`         | f:1:10 a: unexpected ]: a comma stands only between two entries
          `{a: 1}`              | f:1:2 expected a key or value; keys and texts need double quotes
          `{'a': 1}`            | f:1:2 expected a key or value; keys and texts need double quotes
          `{"a": yes}`          | f:1:7 a: expected a key or value; keys and texts need double quotes
          `{"a": 01}`           | f:1:7 a: not valid JSON: unexpected 0
          `{"a": 1} x`          | f:1:10 the document has ended: nothing may follow it
          `{"a": "\\q"}`        | f:1:7 a: this string has an unknown escape; a backslash is written \\\\
          `{"a": "\\u12g4"}`    | f:1:7 a: this string has an unknown escape; a backslash is written \\\\
          `{"a": "x\ty"}`       | f:1:7 a: this string has a control character; a tab is written \\t
          `{"a": "x}`           | f:1:7 a: this string is not closed on its line: " is missing
          `{"a"; 1}`            | f:1:5 a: expected : after the key, before this
          `{"a": [,1]}`         | f:1:8 a: unexpected ,: a comma stands only between two entries
          `{"a": 1, b: 2}`      | f:1:10 expected a key or value; keys and texts need double quotes
          `{"a": 1e999}`        | f:1:7 a: this number is too large
          `{ /* "a": 1}`        | f:1:3 this comment is never closed: */ is missing
          `[]`                  | f:1:1 the document must be an object in { }
          ``                    | f:1:1 the document ends too early: a closing }, ] or " is missing
          """)
  void isOneProblemIfItIsNoJson(String text, String problem) {
    assertEquals(List.of(problem), Documents.problems(text, Use.RUN));
  }
}
