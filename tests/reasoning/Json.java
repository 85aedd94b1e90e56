import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes maps, collections, texts, numbers and truth values as JSON in plain ASCII. */
final class Json {
    private Json() {}

    static String write(Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(entry -> text(entry.getKey().toString()) + ": " + write(entry.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        if (value instanceof Collection<?> values) {
            return values.stream().map(Json::write).collect(Collectors.joining(", ", "[", "]"));
        }
        boolean bare = value == null || value instanceof Number || value instanceof Boolean;
        return bare ? String.valueOf(value) : text(value.toString());
    }

    static String text(String value) {
        StringBuilder written = new StringBuilder("\"");
        for (char sign : value.toCharArray()) {
            if (sign == '"' || sign == '\\') {
                written.append('\\').append(sign);
            } else if (sign < ' ' || sign > '~') {
                written.append(String.format("\\u%04x", (int) sign));
            } else {
                written.append(sign);
            }
        }
        return written.append('"').toString();
    }
}
