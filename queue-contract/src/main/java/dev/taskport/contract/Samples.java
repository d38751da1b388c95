package dev.taskport.contract;

import dev.taskport.domain.ExternalId;
import dev.taskport.domain.JsonText;
import dev.taskport.domain.OnDependencyFailure;
import dev.taskport.domain.TaskDraft;
import dev.taskport.port.TransferItem;
import java.util.List;
import java.util.Map;

/** Tasks and texts with everything in them that has been lost somewhere before. */
final class Samples {

    /** A position for items that come from no reader. */
    static final TransferItem.Position NOWHERE = new TransferItem.Position(1, "");

    /** JSON whose letters, spaces, escapes and numbers a store must not touch. */
    static final List<String> TEXTS = List.of(
            "{}",
            "null",
            " { \"b\" : 1.50, \"a\" : 1e2, \"b\" : 2 } ",
            "[\"\\u00e9\", \"é\", \"🦉\", \"\\ud83e\\udd89\", \"'; drop table x; --\", \"\\u0000\"]",
            "12345678901234567890.123456789012345678901234567890",
            "\"line\\nbreak\\ttab \\\\ \\/ \u2028 \uFEFF end\"");

    private Samples() {}

    /** A draft in which every part is set. */
    static TaskDraft everything() {
        return TaskDraft.of("everything")
                .payload(TEXTS.get(3))
                .priority(7)
                .requirements(Map.of("region", List.of("eu", "us"), "format", List.of("mp4")))
                .tags("zeta", "alpha", "zeta 2")
                .title("A title")
                .description("Two\nlines")
                .onDependencyFailure(OnDependencyFailure.CANCEL)
                .maxAttempts(9)
                .key("everything-1")
                .createdBy("somebody")
                .attributes(JsonText.of("{\"status\": \"approved\"}"))
                .externalId(new ExternalId("Ext-00/1"));
    }
}
