package dev.taskport.adapter.jsonlegacy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.taskport.heap.HeapContent;
import dev.taskport.port.StoreIdentity;
import org.jspecify.annotations.Nullable;

/** A queue file that holds a whole store: what else lies in the folder beside it stands in a root field of its own. */
final class JsonBackup {

    private JsonBackup() {}

    static String text(JsonDocument document, HeapContent content, StoreIdentity identity, JsonLegacyOptions options) {
        String end = "\n}\n";
        String head = document.text().substring(0, document.text().length() - end.length());
        return head + ",\n  " + JsonSlices.quoted(LegacyTaskJson.TASKPORT) + ": "
                + JsonGeneration.body(content, identity, options) + end;
    }

    /** The state in a backup; null if the document is none. */
    static @Nullable JsonGeneration state(LegacyDocument document) {
        String state = document.rootFields().get(LegacyTaskJson.TASKPORT);
        if (state == null) {
            return null;
        }
        JsonNode body = JsonSlices.value(state);
        return body.has("lineage") ? new JsonGeneration(0, "", "", "", body) : null;
    }
}
