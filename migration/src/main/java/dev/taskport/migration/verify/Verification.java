package dev.taskport.migration.verify;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * What a comparison found.
 *
 * @param left how many tasks of the left were compared
 * @param right how many tasks the right holds
 * @param records how many records of the left were compared
 * @param leftDigest the fingerprint of what was compared on the left
 * @param rightDigest the fingerprint of what was compared with it on the right
 * @param more how many tasks and records the right holds besides; 0 where they count as differences
 * @param moreDigest their fingerprint
 * @param differenceCount how many differences there are
 * @param differences the first {@value #DIFFERENCES_MAX} of them
 */
public record Verification(
        long left,
        long right,
        long records,
        Digest leftDigest,
        Digest rightDigest,
        long more,
        Digest moreDigest,
        long differenceCount,
        List<Discrepancy> differences) {

    /** As many differences are kept to be shown. */
    public static final int DIFFERENCES_MAX = 1000;

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    public Verification {
        differences = List.copyOf(differences);
    }

    /** Whether the right holds everything that it should, with the same content, and nothing that it should not. */
    public boolean equal() {
        return differenceCount == 0;
    }

    /** One JSON document; its differences are the first {@value #DIFFERENCES_MAX}. */
    public String json() {
        ObjectNode json = MAPPER.createObjectNode();
        json.put("equal", equal());
        json.put("left", left);
        json.put("right", right);
        json.put("differenceCount", differenceCount);
        ArrayNode list = json.putArray("differences");
        differences.forEach(difference -> list.add(json(difference)));
        return json.toString();
    }

    private static ObjectNode json(Discrepancy difference) {
        ObjectNode json = MAPPER.createObjectNode();
        json.put("kind", difference.subject().kind());
        json.put("name", difference.subject().name());
        json.put("difference", difference.word());
        if (difference instanceof Discrepancy.Different different) {
            json.put("field", different.field());
            json.put("left", different.left());
            json.put("right", different.right());
        }
        return json;
    }
}
