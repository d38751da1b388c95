package dev.taskport.engine;

import dev.taskport.domain.ErrorCode;
import dev.taskport.port.NodeAllotment;
import dev.taskport.port.PersistenceBackend;
import dev.taskport.port.RecordStore;
import dev.taskport.port.TaskControl;
import dev.taskport.port.TaskHousekeeping;
import dev.taskport.port.TaskInspection;
import dev.taskport.port.TaskIntake;
import dev.taskport.port.TaskLeasing;
import dev.taskport.port.TaskLog;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A real backend whose calls fail as a test says: before they take effect (UNAVAILABLE), after (OUTCOME_UNKNOWN), or never.
 * Calls are named as their methods are. It keeps a list of what was called.
 */
final class FaultyBackend {

    private static final Set<Class<?>> ROLES = Set.of(
            TaskIntake.class,
            TaskLeasing.class,
            TaskControl.class,
            TaskInspection.class,
            TaskHousekeeping.class,
            TaskLog.class,
            RecordStore.class,
            NodeAllotment.class);

    /** Calls of the backend itself that can be made to fail. */
    private static final Set<String> OWN = Set.of("profile", "close");

    /** What happens to a call. */
    interface Fault {
        @Nullable
        Object call(String method, Call real) throws Throwable;
    }

    interface Call {
        @Nullable
        Object proceed() throws Throwable;
    }

    private final PersistenceBackend real;
    private final List<Fault> faults = new CopyOnWriteArrayList<>();
    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final PersistenceBackend backend;

    FaultyBackend(PersistenceBackend real) {
        this.real = real;
        this.backend = proxy(PersistenceBackend.class, (proxy, method, arguments) -> {
            if (OWN.contains(method.getName())) {
                return called(real, method, arguments);
            }
            Object answer = invoke(real, method, arguments);
            return ROLES.contains(method.getReturnType())
                    ? faulty(method.getReturnType(), Objects.requireNonNull(answer))
                    : answer;
        });
    }

    PersistenceBackend backend() {
        return backend;
    }

    PersistenceBackend real() {
        return real;
    }

    /** Names of the calls so far, in order. */
    List<String> calls() {
        return new ArrayList<>(calls);
    }

    long count(String method) {
        return calls.stream().filter(method::equals).count();
    }

    /** The next {@code times} calls of those methods do nothing and are UNAVAILABLE. */
    FaultyBackend unavailable(int times, String... methods) {
        return fail(times, methods, false, () -> ErrorCode.UNAVAILABLE.error("The test says that the store is away."));
    }

    /** The next {@code times} calls of those methods take effect, and then are OUTCOME_UNKNOWN. */
    FaultyBackend unknown(int times, String... methods) {
        return fail(times, methods, true, () -> ErrorCode.OUTCOME_UNKNOWN.error("The test says that nobody knows."));
    }

    /** The next {@code times} calls of those methods throw what is no answer of a backend. */
    FaultyBackend broken(int times, String... methods) {
        return fail(times, methods, false, () -> new OutOfMemoryError("the test says so"));
    }

    private FaultyBackend fail(
            int times, String[] methods, boolean happens, java.util.function.Supplier<Throwable> error) {
        AtomicInteger left = new AtomicInteger(times);
        Predicate<String> meant = Set.of(methods)::contains;
        faults.add((method, call) -> {
            if (!meant.test(method) || left.getAndUpdate(n -> Math.max(0, n - 1)) == 0) {
                return call.proceed();
            }
            if (happens) {
                call.proceed();
            }
            throw error.get();
        });
        return this;
    }

    /** Does something around every call. */
    FaultyBackend around(Fault fault) {
        faults.add(fault);
        return this;
    }

    /** All works again. */
    void heal() {
        faults.clear();
    }

    private Object faulty(Class<?> role, Object real) {
        return proxy(role, (proxy, method, arguments) -> called(real, method, arguments));
    }

    private @Nullable Object called(Object target, Method method, Object @Nullable [] arguments) throws Throwable {
        calls.add(method.getName());
        Call call = () -> invoke(target, method, arguments);
        for (Fault fault : faults) {
            Call inner = call;
            call = () -> fault.call(method.getName(), inner);
        }
        return call.proceed();
    }

    private static @Nullable Object invoke(Object target, Method method, Object @Nullable [] arguments)
            throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw Objects.requireNonNull(e.getCause());
        }
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
