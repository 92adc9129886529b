package org.ikelb.console.web.security;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.ikelb.api.Role;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RightsTest {
  @ParameterizedTest
  @CsvSource({
    "GET,  /ikelb,                VIEW",
    "GET,  /ikelb/api/dashboard,  VIEW",
    "GET,  /bundles,              VIEW",
    "GET,  /logs,                 VIEW",
    "POST, /logs,                 VIEW",
    "GET,  /services.json,        VIEW",
    "GET,  /logout,               VIEW",
    "POST, /logout,               VIEW",
    "GET,  /configMgr.json,       ADMIN",
    "GET,  /configMgr,            ADMIN",
    "GET,  /status-slingsettings, ADMIN",
    "GET,  /vmstat,               ADMIN",
    "GET,  /,                     ADMIN",
    "POST, /ikelb/api/check,      VIEW",
    "POST, /ikelb/api/gateway,    OPERATE",
    "POST, /ikelb/api/close,      OPERATE",
    "POST, /ikelb/api/apply,      ADMIN",
    "POST, /ikelb/api/save,       ADMIN",
    "POST, /ikelb/api/unheard-of, ADMIN",
    "POST, /bundles/7,            ADMIN",
    "POST, /configMgr/x,          ADMIN",
    "PUT,  /ikelb/api/gateway,    ADMIN",
    "OPTIONS, /bundles,           ADMIN"
  })
  void whatIsNotNamedNeedsAdmin(String method, String path, Role needed) {
    assertEquals(needed, Rights.needed(method, path));
  }
}
