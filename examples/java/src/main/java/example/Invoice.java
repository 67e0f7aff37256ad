package example;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.time.LocalDate;
import java.util.List;

/** Writes an invoice: {"customer": "Ada", "issued": "2030-01-31", "lines": [{"text": "Work", "cents": 4200}]}. */
public class Invoice implements RequestHandler<Invoice.Order, Invoice.Bill> {
    @Override
    public Bill handleRequest(Order order, Context context) {
        long total = order.lines.stream().mapToLong(line -> line.cents).sum();
        context.getLogger().log("billing " + order.customer + "\n");
        Bill bill = new Bill();
        bill.customer = order.customer;
        bill.total = String.format("%d.%02d", total / 100, total % 100);
        bill.due = LocalDate.parse(order.issued).plusDays(30).toString();
        return bill;
    }

    /** The event; Lambda's runtime fills it from JSON. */
    public static class Order {
        public String customer;
        public String issued;
        public List<Line> lines;
    }

    public static class Line {
        public String text;
        public long cents;
    }

    /** The answer; Lambda's runtime makes JSON of it. */
    public static class Bill {
        public String customer;
        public String total;
        public String due;
    }
}
