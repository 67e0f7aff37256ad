//! Checks the number of a card by its last digit: {"number": "4111 1111 1111 1111"}.
use lambda_runtime::{run, service_fn, Error, LambdaEvent};
use serde_json::{json, Value};

fn is_valid(number: &str) -> bool {
    let digits: Vec<u32> = number.chars().filter_map(|one| one.to_digit(10)).collect();
    let sum: u32 = digits
        .iter()
        .rev()
        .enumerate()
        .map(|(place, digit)| match (place % 2, digit * 2) {
            (0, _) => *digit,
            (_, double) if double > 9 => double - 9,
            (_, double) => double,
        })
        .sum();
    digits.len() > 11 && sum % 10 == 0
}

async fn check(event: LambdaEvent<Value>) -> Result<Value, Error> {
    let number = event.payload["number"].as_str().ok_or("a card needs a number")?;
    Ok(json!({"valid": is_valid(number)}))
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    run(service_fn(check)).await
}
