// A value that most of its owners never have: one pointer until it is written to, and equal to a
// fresh value until then. Copies copy the value.
#pragma once

#include <memory>

namespace dunghan {

template <class T>
class Boxed {
 public:
    Boxed() = default;

    Boxed(const Boxed& other)
        : value_(other.value_ ? std::make_unique<T>(*other.value_) : nullptr) {}

    Boxed(Boxed&&) noexcept = default;

    Boxed& operator=(const Boxed& other) { return *this = Boxed(other); }

    Boxed& operator=(Boxed&&) noexcept = default;
    ~Boxed() = default;

    // Nobody has written to it.
    [[nodiscard]] bool empty() const { return value_ == nullptr; }

    [[nodiscard]] const T& operator*() const { return value_ ? *value_ : fresh(); }

    [[nodiscard]] const T* operator->() const { return &**this; }

    [[nodiscard]] T& edit() {
        if (!value_) {
            value_ = std::make_unique<T>();
        }
        return *value_;
    }

    bool operator==(const Boxed& other) const { return **this == *other; }

 private:
    static const T& fresh() {
        static const T value{};
        return value;
    }

    std::unique_ptr<T> value_;
};

}  // namespace dunghan
