package dev.taskport.domain;

/** Token and outcome of a task's last effective settlement, kept so that repeating it can be recognised. */
public record LastSettlement(long epoch, long generation, Outcome.Kind outcome) {

    static LastSettlement of(Settlement settlement) {
        Lease lease = settlement.lease();
        return new LastSettlement(
                lease.epoch(), lease.generation(), settlement.outcome().kind());
    }
}
