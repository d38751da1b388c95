package dev.taskport.app;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.io.File;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The arrows of the house, and the calls of the platform that no room may make. */
class ArchitectureTest {

    private static final String APP = "dev.taskport.app..";
    private static final String DOMAIN = "dev.taskport.domain..";
    private static final String PORT = "dev.taskport.port..";
    private static final String HEAP = "dev.taskport.heap..";

    /** A package, and everything its classes may use beside themselves, the JDK and the nullness annotations. */
    private record Room(String name, List<String> mayUse) {

        private static final String EVERYTHING = "*..";

        private String classes() {
            return name + "..";
        }

        private String[] allowed() {
            return Stream.concat(Stream.of(classes(), "java..", "org.jspecify.."), mayUse.stream())
                    .toArray(String[]::new);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static final List<Room> ROOMS = List.of(
            new Room("dev.taskport.domain", List.of()),
            new Room("dev.taskport.port", List.of(DOMAIN)),
            new Room(
                    "dev.taskport.contract",
                    List.of(
                            DOMAIN,
                            PORT,
                            "org.junit.jupiter..",
                            "org.junit.platform..",
                            "org.assertj..",
                            "org.awaitility..")),
            new Room("dev.taskport.heap", List.of(DOMAIN, PORT)),
            new Room("dev.taskport.engine", List.of(DOMAIN, PORT, "org.slf4j..")),
            new Room(
                    "dev.taskport.payload.jackson",
                    List.of(DOMAIN, "dev.taskport.engine..", "com.fasterxml.jackson..")),
            new Room("dev.taskport.adapter.inmemory", List.of(DOMAIN, PORT, HEAP)),
            new Room(
                    "dev.taskport.adapter.sqlite",
                    List.of(DOMAIN, PORT, "org.jdbi..", "org.sqlite..", "org.flywaydb..", "org.slf4j..")),
            new Room(
                    "dev.taskport.adapter.jsonlegacy",
                    List.of(DOMAIN, PORT, HEAP, "com.fasterxml.jackson..", "org.slf4j..")),
            new Room(
                    "dev.taskport.migration",
                    List.of(DOMAIN, PORT, "dev.taskport.engine..", "com.fasterxml.jackson..", "org.slf4j..")),
            new Room("dev.taskport.app", List.of(Room.EVERYTHING)));

    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.taskport");

    @ParameterizedTest
    @FieldSource("ROOMS")
    void a_room_is_not_empty(Room room) {
        assertThat(HOUSE.that(resideInAPackage(room.classes())))
                .as("classes in %s", room)
                .filteredOn(ArchitectureTest::isCode)
                .isNotEmpty();
    }

    @Test
    void every_class_lives_in_a_room() {
        String[] rooms = ROOMS.stream().map(Room::classes).toArray(String[]::new);
        assertThat(HOUSE.that(resideOutsideOfPackages(rooms)))
                .filteredOn(ArchitectureTest::isCode)
                .extracting(JavaClass::getName)
                .isEmpty();
    }

    @ParameterizedTest
    @FieldSource("ROOMS")
    void a_room_uses_only_what_its_line_allows(Room room) {
        classes()
                .that()
                .resideInAPackage(room.classes())
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(room.allowed())
                .check(HOUSE);
    }

    @Test
    void the_proof_of_a_migration_knows_nothing_of_the_copier() {
        check(noClasses()
                .that()
                .resideInAPackage("dev.taskport.migration.verify..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.taskport.migration"));
    }

    @Test
    void only_the_application_knows_the_injector() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage(APP)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.google.inject..", "jakarta.inject..", "javax.inject.."));
    }

    @Test
    void only_the_application_ends_the_process() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage(APP)
                .should()
                .callCodeUnitWhere(calls(System.class, "exit"::equals))
                .orShould()
                .callCodeUnitWhere(calls(Runtime.class, List.of("exit", "halt")::contains)));
    }

    @Test
    void nothing_depends_on_the_charset_zone_or_locale_of_the_machine() {
        check(noClasses()
                .should()
                .callCodeUnitWhere(calls(ZoneId.class, "systemDefault"::equals))
                .orShould()
                .callCodeUnitWhere(calls(TimeZone.class, "getDefault"::equals))
                .orShould()
                .callCodeUnitWhere(calls(Locale.class, "getDefault"::equals))
                .orShould()
                .callMethod(java.nio.charset.Charset.class, "defaultCharset")
                .orShould()
                .callMethod(String.class, "getBytes")
                .orShould()
                .callMethod(String.class, "toLowerCase")
                .orShould()
                .callMethod(String.class, "toUpperCase")
                .orShould()
                .callConstructor(String.class, byte[].class)
                .orShould()
                .callConstructor(java.io.InputStreamReader.class, InputStream.class)
                .orShould()
                .callConstructor(java.util.Scanner.class, InputStream.class)
                .orShould()
                .callConstructor(java.io.FileReader.class, String.class)
                .orShould()
                .callConstructor(java.io.FileReader.class, java.io.File.class)
                .orShould()
                .callConstructor(java.io.FileWriter.class, String.class)
                .orShould()
                .callConstructor(java.io.FileWriter.class, java.io.File.class));
    }

    @Test
    void only_the_application_asks_the_machine_for_the_time() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage(APP)
                .should()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callCodeUnitWhere(calls(Clock.class, name -> name.startsWith("system") || name.startsWith("tick")))
                .orShould()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(LocalDate.class, "now")
                .orShould()
                .callMethod(LocalDateTime.class, "now")
                .orShould()
                .callMethod(ZonedDateTime.class, "now"));
    }

    @Test
    void whoever_sets_permissions_asks_first_whether_the_file_system_knows_them() {
        check(noClasses()
                .that(DescribedPredicate.describe(
                        "do not ask for the file system's attribute views",
                        type -> type.getMethodCallsFromSelf().stream()
                                .noneMatch(call -> call.getName().equals("supportedFileAttributeViews"))))
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(PosixFilePermissions.class, PosixFilePermission.class, PosixFileAttributeView.class)
                .orShould()
                .callCodeUnitWhere(calls(Files.class, name -> name.contains("Posix"))));
    }

    @Test
    void adapters_and_migration_leave_the_file_system_of_a_path_alone() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages(APP, "dev.taskport.contract..")
                .should()
                .callMethod(Path.class, "toFile")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(File.class));
    }

    private static DescribedPredicate<JavaCall<?>> calls(Class<?> owner, Predicate<String> name) {
        return DescribedPredicate.describe(
                "target is in " + owner.getSimpleName(),
                call -> call.getTargetOwner().isEquivalentTo(owner) && name.test(call.getName()));
    }

    private static void check(ArchRule rule) {
        rule.check(HOUSE);
    }

    private static boolean isCode(JavaClass type) {
        return !type.getSimpleName().equals("package-info");
    }
}
