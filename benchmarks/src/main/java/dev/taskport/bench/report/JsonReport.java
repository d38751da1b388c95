package dev.taskport.bench.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.taskport.bench.Rounds;
import dev.taskport.bench.Spread;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The report as one JSON document, for programs. */
public final class JsonReport {

    private static final ObjectMapper MAPPER = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private JsonReport() {}

    public static void write(Report report, Path file) throws IOException {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("conditions", report.conditions().values());
        document.put("parts", report.parts().stream().map(JsonReport::part).toList());
        MAPPER.writeValue(file.toFile(), document);
    }

    private static Map<String, Object> part(Report.Part part) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", part.name());
        json.put("title", part.title());
        json.put("mark", part.mark());
        json.put("settings", part.settings());
        json.put("figures", part.rows().stream().map(JsonReport::row).toList());
        json.put("failures", part.failures());
        return json;
    }

    private static Map<String, @Nullable Object> row(Rounds.Row row) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("work", row.work());
        json.put("contestant", row.contestant());
        json.put("measure", row.measure().name());
        json.put("unit", row.measure().unit());
        json.put("value", spread(row.value()));
        json.put("ratio", row.ratio().isNone() ? null : spread(row.ratio()));
        return json;
    }

    private static Map<String, Double> spread(Spread spread) {
        Map<String, Double> json = new LinkedHashMap<>();
        json.put("median", spread.median());
        json.put("least", spread.least());
        json.put("greatest", spread.greatest());
        return json;
    }
}
