package org.ikelb.console.output;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import com.google.gson.JsonSerializer;
import com.google.gson.TypeAdapter;
import com.google.gson.TypeAdapterFactory;
import com.google.gson.reflect.TypeToken;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.ikelb.api.text.AddressText;
import org.ikelb.api.topology.GatewayId;
import org.jspecify.annotations.Nullable;

/**
 * Writes values as JSON. The shape is API: records are objects with the names of their components,
 * durations are seconds, instants are ISO 8601 in UTC, constants are lower case with dashes, a
 * gateway's id is {@code "pool/gateway"}, and what is empty is absent.
 *
 * <p>Thread-safe.
 */
public final class Json {
  private static final Gson GSON =
      new GsonBuilder()
          .setPrettyPrinting()
          .disableHtmlEscaping()
          .registerTypeAdapter(
              Duration.class,
              (JsonSerializer<Duration>)
                  (value, type, context) -> new JsonPrimitive(seconds(value)))
          .registerTypeAdapter(
              Instant.class,
              (JsonSerializer<Instant>)
                  (value, type, context) -> new JsonPrimitive(value.toString()))
          .registerTypeAdapter(
              GatewayId.class,
              (JsonSerializer<GatewayId>)
                  (value, type, context) -> new JsonPrimitive(value.toString()))
          .registerTypeHierarchyAdapter(
              InetAddress.class,
              (JsonSerializer<InetAddress>)
                  (value, type, context) -> new JsonPrimitive(AddressText.of(value)))
          .registerTypeHierarchyAdapter(
              Path.class,
              (JsonSerializer<Path>) (value, type, context) -> new JsonPrimitive(value.toString()))
          .registerTypeAdapterFactory(new WriteOnly())
          .create();

  private Json() {}

  /** Several lines, indented by two spaces. */
  public static String write(Object value) {
    return GSON.toJson(value);
  }

  /**
   * A value to be written with one more key.
   *
   * @param value written as an object
   */
  public static Object with(Object value, String key, String text) {
    JsonObject object = GSON.toJsonTree(value).getAsJsonObject();
    object.addProperty(key, text);
    return object;
  }

  private static BigDecimal seconds(Duration duration) {
    BigDecimal seconds =
        BigDecimal.valueOf(duration.getSeconds()).add(BigDecimal.valueOf(duration.getNano(), 9));
    return seconds.signum() == 0
        ? BigDecimal.ZERO
        : new BigDecimal(seconds.stripTrailingZeros().toPlainString());
  }

  /** Optional values and constants, which Gson would write in its own way or not at all. */
  private static final class WriteOnly implements TypeAdapterFactory {
    @Override
    public <T> @Nullable TypeAdapter<T> create(Gson gson, TypeToken<T> type) {
      Class<? super T> raw = type.getRawType();
      boolean ours =
          raw == Optional.class || raw == OptionalInt.class || Enum.class.isAssignableFrom(raw);
      return ours ? new Writer<>(gson) : null;
    }
  }

  private static final class Writer<T> extends TypeAdapter<T> {
    private final Gson gson;

    Writer(Gson gson) {
      this.gson = gson;
    }

    @Override
    public void write(JsonWriter out, @Nullable T value) throws IOException {
      if (value instanceof Enum<?> constant) {
        out.value(Wording.word(constant));
      } else if (value instanceof OptionalInt number && number.isPresent()) {
        out.value(number.getAsInt());
      } else if (value instanceof Optional<?> optional && optional.isPresent()) {
        Object inner = optional.get();
        gson.toJson(inner, inner.getClass(), out);
      } else {
        out.nullValue();
      }
    }

    @Override
    public T read(JsonReader in) {
      throw new UnsupportedOperationException("answers are written, never read");
    }
  }
}
