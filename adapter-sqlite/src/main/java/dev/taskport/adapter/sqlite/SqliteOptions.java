package dev.taskport.adapter.sqlite;

import dev.taskport.domain.ErrorCode;
import dev.taskport.port.BackendAddress;
import dev.taskport.port.BackendOptions;
import java.util.Map;
import java.util.TreeMap;

/**
 * How a file is opened. Options of the address win over those of the configuration.
 *
 * @param durability {@code full} unless told otherwise
 * @param readers how many connections may read at once; 4 unless told otherwise, 1 to 64
 * @param common what every backend understands
 */
record SqliteOptions(SqliteFile file, Durability durability, int readers, BackendOptions common) {

    private static final int READERS_DEFAULT = 4;
    private static final int READERS_MAX = 64;

    static SqliteOptions of(BackendAddress address, BackendOptions common) {
        Map<String, String> values = new TreeMap<>(common.values());
        values.putAll(address.options());
        String durability = values.remove("durability");
        String readers = values.remove("readers");
        if (!values.isEmpty()) {
            throw ErrorCode.INVALID_REQUEST.error("A SQLite store has no option " + values.keySet()
                    + ". Nothing was opened. Known are durability and readers.");
        }
        return new SqliteOptions(
                SqliteFile.of(address.location()),
                durability == null ? Durability.FULL : Durability.parse(durability),
                readers == null ? READERS_DEFAULT : readers(readers),
                common);
    }

    private static int readers(String text) {
        if (text.matches("[0-9]{1,2}")) {
            int readers = Integer.parseInt(text);
            if (readers >= 1 && readers <= READERS_MAX) {
                return readers;
            }
        }
        throw ErrorCode.INVALID_REQUEST.error("The option readers=" + text + " is not a number from 1 to " + READERS_MAX
                + ". Nothing was opened. Choose one in that range.");
    }
}
