package dev.taskport.app.badinput;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** A program that takes the write lock of a database, says so, and keeps it until its standard input ends. */
final class HoldLock {

    private HoldLock() {}

    public static void main(String[] args) throws SQLException, IOException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + args[0]);
                Statement statement = connection.createStatement()) {
            statement.execute("begin immediate");
            System.out.print('!');
            System.out.flush();
            while (System.in.read() >= 0) {
                // whoever started this closes the stream
            }
        }
    }
}
