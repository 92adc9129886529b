package org.ikelb.exporter.f5;

import com.networknt.schema.Error;
import com.networknt.schema.ExecutionContext;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.format.Format;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ObjectNode;

/** F5's schema of declarations, with the formats and defaults that AS3 uses. */
final class As3Schema {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Pattern LITERAL = Pattern.compile("[0-9A-Fa-f.:]+");

  private final Schema schema;
  private final As3Defaults defaults;

  As3Schema() {
    String text = read();
    Dialect dialect =
        Dialect.builder(Dialects.getDraft7())
            .format(format("f5ip", value -> value.isEmpty() || isAddress(value)))
            .format(format("f5pointer", value -> value.startsWith("/") || value.startsWith("@")))
            .format(format("f5bigip", value -> value.startsWith("/")))
            .build();
    SchemaRegistryConfig config =
        SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build();
    schema =
        SchemaRegistry.withDialect(dialect, builder -> builder.schemaRegistryConfig(config))
            .getSchema(text, InputFormat.JSON);
    defaults = new As3Defaults(MAPPER.readTree(text));
  }

  /** What is wrong with a declaration; nothing if it is valid. */
  List<String> problems(String declaration) {
    JsonNode document = MAPPER.readTree(declaration);
    defaults.apply((ObjectNode) document);
    return schema.validate(document).stream().map(Error::toString).toList();
  }

  private static Format format(String name, Predicate<String> matches) {
    return new Format() {
      @Override
      public String getName() {
        return name;
      }

      @Override
      public String getMessageKey() {
        return "format";
      }

      @Override
      public boolean matches(ExecutionContext context, String value) {
        return matches.test(value);
      }
    };
  }

  /** Without route domain and prefix, which no export has. */
  private static boolean isAddress(String value) {
    try {
      return LITERAL.matcher(value).matches() && InetAddress.getByName(value) != null;
    } catch (UnknownHostException e) {
      return false;
    }
  }

  private static String read() {
    try (InputStream in = As3Schema.class.getResourceAsStream("/as3/as3-schema.json")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
