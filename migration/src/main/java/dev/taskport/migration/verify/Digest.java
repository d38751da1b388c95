package dev.taskport.migration.verify;

import java.util.Arrays;
import java.util.HexFormat;

/** A SHA-256 fingerprint of one thing, or of a set of things, whatever their order. Immutable. */
public final class Digest {

    private static final int LENGTH = 32;

    /** Of nothing. */
    static final Digest NOTHING = new Digest(new byte[LENGTH]);

    private final byte[] bytes;

    private Digest(byte[] bytes) {
        this.bytes = bytes;
    }

    static Digest of(String text) {
        return new Digest(Sha256.of(text));
    }

    /** The fingerprint of this set and one thing more; things of a set differ at least in their names. */
    Digest and(Digest other) {
        byte[] both = bytes.clone();
        for (int i = 0; i < LENGTH; i++) {
            both[i] ^= other.bytes[i];
        }
        return new Digest(both);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Digest digest && Arrays.equals(bytes, digest.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** 64 hexadecimal digits. */
    @Override
    public String toString() {
        return HexFormat.of().formatHex(bytes);
    }
}
