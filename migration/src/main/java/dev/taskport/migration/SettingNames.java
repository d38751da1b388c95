package dev.taskport.migration;

/** What settings of a plan are called where they are made, for messages that name a way on. */
public record SettingNames(String lenient, String skip, String replace) {

    /** As a Java program makes them, on its {@link MigrationPlan}. */
    public static final SettingNames JAVA =
            new SettingNames("lenient(true)", "onConflict(OnConflict.SKIP)", "onConflict(OnConflict.REPLACE)");
}
