package org.ikelb.acceptance.plugins;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Files;
import java.nio.file.Path;
import org.ikelb.acceptance.RunningIkelb;
import org.ikelb.acceptance.Topologies;
import org.ikelb.acceptance.UnpackedIkelb;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What {@code ikelb plugins NAME} says of the installed examples is their reference page. Rewrite
 * it with {@code -Dikelb.docs.write=true}.
 */
class ExampleSettingsPageTest {
  private static final Path PAGE = Path.of("../../docs/reference/example-settings.md");

  private static final String HEAD =
      """
      # Settings of the examples

      <!-- Generated from what the installed examples say of themselves; do not edit. -->

      `ikelb plugins NAME` shows the same for any plugin that is installed. What the examples do:
      [extend](../extend.md#examples).
      """;

  @TempDir private Path directory;

  @Test
  void theCommittedPageIsWhatTheInstalledExamplesSay() throws Exception {
    UnpackedIkelb unpacked = UnpackedIkelb.in(directory).topology(Topologies.onLoopback());
    for (Example example : Example.values()) {
      Path jar = unpacked.home().resolve("deploy/" + example.plugin + ".jar");
      Files.copy(example.jar(), jar);
    }
    StringBuilder page = new StringBuilder(HEAD);
    try (RunningIkelb running = unpacked.startAndAwaitReady()) {
      for (Example example : Example.values()) {
        await().until(() -> running.ikelb("plugins", example.plugin).exit() == 0);
        String said = running.ikelb("plugins", example.plugin, "--json").done().out();
        describe(page, JsonParser.parseString(said).getAsJsonArray().get(0).getAsJsonObject());
      }
    }
    if (Boolean.getBoolean("ikelb.docs.write")) {
      Files.writeString(PAGE, page);
    }
    assertEquals(Files.readString(PAGE), page.toString());
  }

  private static void describe(StringBuilder page, JsonObject plugin) {
    page.append("\n## %s `%s`\n\n".formatted(text(plugin, "extensionPoint"), text(plugin, "name")));
    JsonArray settings = plugin.getAsJsonArray("settings");
    if (settings.isEmpty()) {
      page.append("Nothing to set.\n");
    } else {
      page.append("| key | value | if not given | meaning |\n|---|---|---|---|\n");
      addRows(page, "", settings);
    }
  }

  private static void addRows(StringBuilder page, String around, JsonArray settings) {
    for (JsonElement element : settings) {
      JsonObject setting = element.getAsJsonObject();
      String path = around + text(setting, "key");
      boolean list = setting.get("list").getAsBoolean();
      page.append(
          "| `%s` | %s | %s | %s |\n"
              .formatted(path, text(setting, "values"), absent(setting), text(setting, "help")));
      addRows(page, path + (list ? "[]." : "."), setting.getAsJsonArray("settings"));
    }
  }

  private static String absent(JsonObject setting) {
    String value = text(setting, "defaultValue");
    if (setting.get("required").getAsBoolean()) {
      return "**required**";
    }
    return value.isEmpty() || value.equals("{}") ? "none" : "`" + value + "`";
  }

  private static String text(JsonObject object, String key) {
    return object.get(key).getAsString();
  }
}
