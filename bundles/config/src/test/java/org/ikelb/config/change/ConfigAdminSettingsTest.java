package org.ikelb.config.change;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigAdminSettingsTest {
  private static String shown(String key) {
    return ConfigAdminSettings.setting("com.example", key, "value").running();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "password",
        "keystore.password",
        "dbPasswd",
        "PWD",
        "passphrase",
        "clientSecret",
        "auth_token",
        "credentials",
        "psk",
        "ikePsk",
        "key",
        "api-key",
        "apikey",
        "preSharedKey",
        "signing.keys",
        "privateKeyFile"
      })
  void whatSoundsSecretIsNotShown(String key) {
    assertEquals("(not shown)", shown(key));
  }

  @ParameterizedTest
  @ValueSource(strings = {"port", "address", "keystore", "monkey", "keyboard", "keepalive"})
  void othersAre(String key) {
    assertEquals("value", shown(key));
  }
}
