package dev.taskport.port;

import dev.taskport.domain.Ageing;
import dev.taskport.domain.JsonText;
import dev.taskport.domain.SchedulingStrategy;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/**
 * How a store is opened. What every backend understands is a component; what only one understands is in {@code values}, by
 * name, and an unknown name is INVALID_REQUEST.
 *
 * @param clock what time it is, for backends that have no clock of their own
 * @param random for tickets and lineages
 * @param strategies the orders to keep
 * @param ageing how much waiting outweighs priority; a store that keeps its places on disk may keep the one that it was
 *     created with, and then warns of another
 * @param payloadBytesMax the largest payload, in bytes of UTF-8; 1 to {@link JsonText#BYTES_MAX}
 * @param values the backend's own options
 */
public record BackendOptions(
        InstantSource clock,
        RandomGenerator random,
        Set<SchedulingStrategy> strategies,
        Ageing ageing,
        int payloadBytesMax,
        Map<String, String> values) {

    /** @throws dev.taskport.domain.TaskportException INVALID_REQUEST if the largest payload is out of its range */
    public BackendOptions {
        RequestChecks.requireBetween("largest payload in bytes,", payloadBytesMax, JsonText.BYTES_MAX);
        strategies = Set.copyOf(strategies);
        values = Map.copyOf(values);
    }

    /** The system's clock, unpredictable chance, the default orders and limits. */
    public static BackendOptions defaults() {
        return new BackendOptions(
                InstantSource.system(),
                new SecureRandom(),
                BackendProfile.STRATEGIES_DEFAULT,
                Ageing.DEFAULT,
                JsonText.PAYLOAD_BYTES_DEFAULT,
                Map.of());
    }

    public BackendOptions clock(InstantSource value) {
        return new BackendOptions(value, random, strategies, ageing, payloadBytesMax, values);
    }

    public BackendOptions random(RandomGenerator value) {
        return new BackendOptions(clock, value, strategies, ageing, payloadBytesMax, values);
    }

    public BackendOptions strategies(Set<SchedulingStrategy> value) {
        return new BackendOptions(clock, random, value, ageing, payloadBytesMax, values);
    }

    public BackendOptions ageing(Ageing value) {
        return new BackendOptions(clock, random, strategies, value, payloadBytesMax, values);
    }

    public BackendOptions payloadBytesMax(int value) {
        return new BackendOptions(clock, random, strategies, ageing, value, values);
    }

    public BackendOptions values(Map<String, String> value) {
        return new BackendOptions(clock, random, strategies, ageing, payloadBytesMax, value);
    }

    /** Without the values of the backend's own options, which may be secrets; fit to be shown. */
    @Override
    public String toString() {
        return "BackendOptions[strategies=" + strategies + ", ageing=" + ageing + ", payloadBytesMax=" + payloadBytesMax
                + ", values of " + new TreeSet<>(values.keySet()) + "]";
    }
}
